"""Static files are made anew only when one of them has changed."""

from tuntas.lobby.management.commands import serve


def test_static_files_are_collected_once_and_again_after_a_change(settings, tmp_path):
    own = tmp_path / "own"
    own.mkdir()
    (own / "one.css").write_text("p { color: red }")
    settings.HOME, settings.STATIC_ROOT, settings.STATICFILES_DIRS = tmp_path, tmp_path / "static", [own]
    storages = {"staticfiles": {"BACKEND": "tuntas.config.storage.HashedStatic"}}
    settings.STORAGES = settings.STORAGES | storages
    serve._collect()
    first = (tmp_path / "static" / "staticfiles.json").stat().st_mtime_ns
    serve._collect()
    assert (tmp_path / "static" / "staticfiles.json").stat().st_mtime_ns == first
    (own / "one.css").write_text("p { color: blue; }")
    serve._collect()
    assert (tmp_path / "static" / "staticfiles.json").stat().st_mtime_ns != first
    assert "blue" in (tmp_path / "static" / "one.css").read_text()
