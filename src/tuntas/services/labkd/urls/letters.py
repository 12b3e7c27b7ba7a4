"""Addresses of the letters. Fixed words come before a reference, which is in capitals with dashes."""

from django.urls import path, re_path

from tuntas.services.labkd.views import asking, blocks, desk, ending, kiosk, posts, preparing, register, templates

urlpatterns = [
    path("surat/", desk.letters, name="letters"),
    path("surat/saya/", asking.mine, name="letters_mine"),
    path("surat/minta/", asking.choose, name="letter_choose"),
    path("surat/minta/<slug:kind>/", asking.ask, name="letter_ask"),
    path("surat/lacak/", asking.find, name="letter_find"),
    path("surat/lacak/<str:token>/", asking.follow, name="letter_follow"),
    path("surat/kios/", kiosk.start, name="kiosk"),
    path("surat/kios/selesai/", kiosk.finish, name="kiosk_finish"),
    path("surat/kios/<slug:kind>/", kiosk.ask, name="kiosk_ask"),
    path("surat/baru/", desk.new, name="letter_new"),
    path("surat/baru/<slug:kind>/", desk.new, name="letter_new_kind"),
    path("surat/agenda/", register.register, name="letter_register"),
    re_path(r"^surat/agenda/unduh\.(?P<form>xlsx|pdf)$", register.export, name="letter_register_file"),
    path("surat/petugas/", posts.posts, name="letter_posts"),
    path("surat/petugas/jabatan/", posts.post, name="letter_post"),
    path("surat/petugas/jabatan/<int:pk>/akhiri/", posts.end, name="letter_post_end"),
    path("surat/petugas/berhalangan/", posts.away, name="letter_away"),
    path("surat/petugas/berhalangan/<int:pk>/kembali/", posts.back, name="letter_back"),
    path("surat/petugas/pelimpahan/", posts.delegate, name="letter_delegate"),
    path("surat/petugas/pelimpahan/<int:pk>/akhiri/", posts.undelegate, name="letter_undelegate"),
    path("surat/nomor/", blocks.blocks, name="letter_blocks"),
    path("surat/nomor/<int:pk>/", blocks.block, name="letter_block"),
    path("surat/nomor/<int:pk>/isi/<int:number>/", blocks.use, name="letter_number"),
    path("surat/klasifikasi/", blocks.codes, name="letter_codes"),
    path("surat/templat/", templates.templates, name="letter_templates"),
    path("surat/templat/<slug:kind>/", templates.template, name="letter_template"),
    path("surat/templat/<slug:kind>/cabut/<int:pk>/", templates.withdraw, name="letter_template_withdraw"),
    path("surat/<str:reference>/", desk.letter, name="letter"),
    path("surat/<str:reference>/warga/", preparing.match, name="letter_match"),
    path("surat/<str:reference>/isi/", preparing.prepare, name="letter_prepare"),
    path("surat/<str:reference>/pratinjau.pdf", preparing.preview, name="letter_preview"),
    path("surat/<str:reference>/langkah/<slug:key>/", desk.move, name="letter_move"),
    path("surat/<str:reference>/cabut/", ending.revoke, name="letter_revoke"),
    path("surat/<str:reference>/ganti/", ending.replace, name="letter_replace"),
]
