"""What follows from an act elsewhere in the notebook: nothing is left behind, and nothing of somebody else is moved."""

from datetime import timedelta

from tests.bot.chat import Chat, Room


async def test_removing_a_meeting_takes_along_what_came_of_it_and_undo_brings_it_back(ana: Chat) -> None:
    await ana.say("met Cleo Park at PyCon, promised to send her slides")
    assert "Removed" in await ana.say("cancel that")
    assert "no open promises" in await ana.say("promises")
    assert "nothing is due" in (await ana.say("due")).casefold()
    assert "Undone" in await ana.say("undo")
    assert "send her slides" in await ana.say("promises")


async def test_fixing_who_it_was_moves_promise_and_suggestion(ana: Chat) -> None:
    await ana.say("met Carla Costa at PyCon, promised to send her slides")
    await ana.press("Fix")
    form = ana.last.form
    assert form is not None
    await ana.fill("fix", **{**form.values, "person": "Bo Berg"})
    assert "To Bo Berg: send her slides" in await ana.say("promises")


async def test_a_field_emptied_in_the_form_is_emptied(ana: Chat) -> None:
    await ana.say("met Carla Costa at PyCon about Rust")
    await ana.press("Fix")
    form = ana.last.form
    assert form is not None
    fixed = await ana.fill("fix", **{**form.values, "about": ""})
    assert "PyCon" in fixed
    assert "Rust" not in fixed


async def test_a_promise_kept_is_the_follow_up(room: Room, ana: Chat) -> None:
    await ana.say("met Bo Berg, promised to send slides")
    await ana.say("kept my promise to Bo Berg")
    room.clock.advance_to(room.clock.now() + timedelta(days=3))
    assert "Bo Berg" not in await ana.say("due")


async def test_an_old_contact_does_not_settle_what_was_planned_after_it(ana: Chat) -> None:
    await ana.say("met Bo Berg at PyCon")
    await ana.say("follow up with Bo Berg today at 18:00")
    assert "settles" not in await ana.say("talked to Bo Berg on 3 January")
    assert "settles" in await ana.say("talked to Bo Berg today")


async def test_stop_means_the_reminder_once_its_question_is_answered(ana: Chat) -> None:
    for name in ("Ana Lopes", "Ana Maria"):
        await ana.say(f"met {name} at PyCon")
    await ana.say("who is Ana?")
    assert "Ana Lopes" in await ana.press("Ana Lopes")
    await ana.say("remind me tomorrow to call mum")
    assert "Stopped: call mum" in await ana.say("stop that")


async def test_a_reminder_whose_rule_has_ended_can_be_done(room: Room, ana: Chat) -> None:
    await ana.say("remind me every day until Friday to stretch")
    await ana.say("reminders")
    room.clock.advance_to(room.clock.now() + timedelta(days=5))
    await ana.say("reminders")
    await ana.press("Done")
    assert "You have no reminders" in await ana.say("reminders")


async def test_looking_at_somebody_adds_nobody(room: Room, ana: Chat) -> None:
    await room.chat("bo", "Bo Chen").say("hi")
    assert "noted nothing about Bo Chen" in await ana.say("who is Bo Chen?")
    assert "noted nothing about Bo Chen" in await ana.say("draft a message to Bo Chen")
    assert "empty" in await ana.say("people")


async def test_a_search_too_long_for_a_button_is_paged_in_words(ana: Chat) -> None:
    for name in "Karl Bert Cleo Dora Emil Fritz Gina Hugo Irma Jan".split():
        await ana.say(f"met {name} Silva at Университет about Rust and Kubernetes")
    found = await ana.slash("people", "at Университет about Rust and Kubernetes")
    assert "10 people fit" in found
    assert "page 2" in found
    assert ana.last.buttons
    for button in ana.last.buttons:
        assert ana.handle(str(button.label))


async def test_less_of_this_is_never_more(ana: Chat) -> None:
    await ana.say("don't suggest anything")
    assert "unasked messages: off" in await ana.say("less of this")


async def test_a_long_list_says_how_much_is_left(room: Room, ana: Chat) -> None:
    for number in range(8):
        await ana.say(f"remind me in {number + 1} minutes to do thing {number}")
    room.clock.advance_to(room.clock.now() + timedelta(hours=1))
    assert "and 3 more" in await ana.say("due")


async def test_moving_that_names_what_was_moved(ana: Chat) -> None:
    await ana.say("remind me tomorrow to pay the invoice")
    assert "pay the invoice" in await ana.say("next Monday instead")


async def test_a_changed_day_keeps_the_hour(ana: Chat) -> None:
    await ana.say("remind me tomorrow at 15:00 to pay rent")
    assert "15:00" in await ana.slash("change", "on Friday")


async def test_a_promise_without_a_date_says_that_no_reminder_comes(ana: Chat) -> None:
    assert "no reminder" in await ana.say("met Wes Lo at PyLisboa, promised to send slides")
    assert "will not remind you" in await ana.say("promised Wes Lo to send slides")


async def test_a_note_is_for_remembering_and_never_part_of_a_draft(ana: Chat) -> None:
    await ana.say("met Dana Ruiz at PyLisboa about Arrow")
    await ana.say("note Dana Ruiz: is going through a divorce")
    drafted = await ana.say("draft a message to Dana Ruiz")
    assert "Your note, for you alone: is going through a divorce" in drafted
    assert drafted.count("divorce") == 1


async def test_nothing_due_says_what_comes_next(ana: Chat) -> None:
    await ana.say("remind me tomorrow at 15:00 to pay rent")
    assert "Next, on Thu 5 Mar, 15:00" in await ana.say("what's due?")


async def test_an_answer_that_is_no_name_makes_nobody(ana: Chat) -> None:
    await ana.say("met")
    for answer in ("I don't know", "didn't meet Maria at the Rust meetup", "lots of people"):
        await ana.say(answer)
    await ana.say("never mind")
    assert "empty" in await ana.say("people")


async def test_a_weekday_to_come_is_never_called_past(ana: Chat) -> None:
    assert "in the past" not in await ana.say("remind me on Monday and Tuesday to stretch")
