"""What is promised of finding duplicates, on pairs no weight was set on."""

from collections import Counter

from lantoa.exemplars.matching.evaluate import evaluate
from lantoa.exemplars.matching.keys import keys_of, keys_to_ask
from lantoa.exemplars.matching.labelled import by_hand, generated, held_out, place_of, training
from lantoa.exemplars.matching.prepared import prepare
from lantoa.exemplars.matching.scoring import Likely, score


def test_the_set_is_large_mixed_and_halved():
    assert len(by_hand()) >= 100
    assert len(training()) + len(held_out()) == len(by_hand()) + len(generated()) >= 300
    for half in (training(), held_out()):
        verdicts = Counter(pair.verdict for pair in half)
        assert min(verdicts[v] for v in Likely) >= 40
        assert sum(pair.by_hand for pair in half) >= 50


def test_the_halves_share_no_pair():
    assert not {(p.a, p.b) for p in training()} & {(p.a, p.b) for p in held_out()}


def test_the_generator_makes_the_same_pairs_each_time():
    generated.cache_clear()
    first = generated()
    generated.cache_clear()
    assert first == generated()


def test_held_out_duplicates_are_found_and_few_others_called_so():
    figures = evaluate(held_out())
    assert figures.recall >= 0.97
    assert figures.precision >= 0.90


def test_held_out_people_are_recognised_with_a_new_deed():
    figures = evaluate(held_out())
    assert figures.people_recall >= 0.95
    assert figures.people_precision >= 0.90


def test_the_hard_pairs_alone_hold_too():
    figures = evaluate(pair for pair in held_out() if pair.by_hand)
    assert figures.recall >= 0.90
    assert figures.precision >= 0.90


def test_whoever_was_told_of_twice_shares_a_key():
    for pair in (*by_hand(), *generated()):
        if pair.verdict == Likely.DIFFERENT:
            continue
        a, b = prepare(pair.a), prepare(pair.b)
        for kept, asked in ((a, b), (b, a)):
            units = place_of(place_of(asked.place.unit).heir).lineage
            assert keys_of(kept) & keys_to_ask(asked, units), (pair.a.name, pair.b.name)


def test_the_order_of_the_two_does_not_matter():
    for pair in held_out():
        one, other = score(pair.a, pair.b), score(pair.b, pair.a)
        assert (one.total, one.subject, one.deed, one.likely) == (other.total, other.subject, other.deed, other.likely)
