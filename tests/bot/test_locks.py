from bot.locks import LOCKS, Locks


def test_a_name_has_one_lock_and_another_name_another_one() -> None:
    locks = Locks()
    assert locks.of(("C1", "a")) is locks.of(("C1", "a"))
    assert locks.of(1) is not locks.of(2)


def test_however_many_names_there_are_the_locks_stay_as_many() -> None:
    locks = Locks()
    assert len({id(locks.of(name)) for name in range(10 * LOCKS)}) == LOCKS
