"""The stage of every platform: the transcripts are played on all of them."""

from collections.abc import Mapping

from config.play import stages
from config.play.files import OpenStage
from tests.stages.discord import open_discord_stage
from tests.stages.slack import open_slack_stage

STAGES: Mapping[str, OpenStage] = {**stages.STAGES, "discord": open_discord_stage, "slack": open_slack_stage}
