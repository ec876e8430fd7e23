from bot.store.database.script import Call, listed, listing, many, once, query


def test_calls_say_how_often_they_run_and_whether_they_bring_rows() -> None:
    assert query("S", 1, "a") == Call("S", ((1, "a"),), returning=True)
    assert listing("S", 2, 1) == Call("S", ((1,),), returning=True, width=2)
    assert once("S", 1) == Call("S", ((1,),), returning=False)
    assert many("S", [(1,), (2,)]) == Call("S", [(1,), (2,)], returning=False)


def test_a_list_is_json_in_any_script() -> None:
    assert listed(["é", 'a"b']) == '["é","a\\"b"]'
    assert listed(()) == "[]"
