"""The stage of every platform: the transcripts are played on all of them."""

from collections.abc import Mapping
from functools import partial

from config.play.files import OpenStage
from config.play.local import LocalStage
from tests.blank import put_blank
from tests.stages.discord import open_discord_stage
from tests.stages.slack import open_slack_stage

STAGES: Mapping[str, OpenStage] = {
    "local": partial(LocalStage.open, prepare=put_blank),
    "discord": open_discord_stage,
    "slack": open_slack_stage,
}
