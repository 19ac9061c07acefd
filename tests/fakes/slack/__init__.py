"""A Slack that speaks real HTTP and websockets on loopback; see tests.fakes.slack.server for how to start one."""
