from __future__ import annotations

from api.documents.sound import Sound


def test_what_was_found_sound_is_known_as_it_was_asked() -> None:
    sound = Sound()
    assert not sound.known("{}", baseline=False)
    sound.remember("{}", baseline=False)
    assert sound.known("{}", baseline=False)
    # an earlier plan beside it makes another question of it, and so does any other text
    assert not sound.known("{}", baseline=True)
    assert not sound.known("{ }", baseline=False)


def test_what_was_asked_for_longest_ago_is_forgotten() -> None:
    sound = Sound(most=2)
    for problem in ("a", "b"):
        sound.remember(problem, baseline=False)
    assert sound.known("a", baseline=False)
    sound.remember("c", baseline=False)
    assert [sound.known(each, baseline=False) for each in "abc"] == [True, False, True]
