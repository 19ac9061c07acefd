"""Human time in plain words: phrases to moments, never a guess.

English for now; ISO dates and 24 h times are everybody's. ``vocabulary`` says what each vague word stands for.
"""

from bot.language.dates.cadences import cadence
from bot.language.dates.days import Tense
from bot.language.dates.now import Now
from bot.language.dates.sentences import Found, Sights, days_of_stretch, find, readings, when

__all__ = ["Found", "Now", "Sights", "Tense", "cadence", "days_of_stretch", "find", "readings", "when"]
