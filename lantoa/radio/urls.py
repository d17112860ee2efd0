from django.urls import path, register_converter
from django.urls.converters import StringConverter

from lantoa.radio.views import airings, bulletins, grid, parts, sound, stations


class DayConverter(StringConverter):
    regex = r"\d{4}-\d{2}-\d{2}"


register_converter(DayConverter, "day")

app_name = "radio"
urlpatterns = [
    path("", bulletins.bulletins, name="bulletins"),
    path("moi/", bulletins.start, name="start"),
    path("hom-nay/", airings.today, name="today"),
    path("so-lieu/", airings.figures, name="figures"),
    path("ban-tin/<int:pk>/", bulletins.bulletin, name="bulletin"),
    path("ban-tin/<int:pk>/sua/", bulletins.edit, name="edit"),
    path("ban-tin/<int:pk>/chon-bai/", parts.choose_stories, name="choose_stories"),
    path("ban-tin/<int:pk>/them-loi/", parts.add_text, name="add_text"),
    path("ban-tin/<int:pk>/sap-xep/", parts.arrange, name="arrange"),
    path("ban-tin/<int:pk>/phan/<int:part_pk>/", parts.part, name="part"),
    path("ban-tin/<int:pk>/phan/<int:part_pk>/ghi-am/", sound.record, name="record"),
    path("ban-tin/<int:pk>/phan/<int:part_pk>/ghi-am/manh/", sound.take_piece, name="take_piece"),
    path("ban-tin/<int:pk>/phan/<int:part_pk>/tieng/<int:take_pk>/", sound.take_sound, name="take_sound"),
    path("ban-tin/<int:pk>/phan/<int:part_pk>/dung/<int:take_pk>/", sound.use_take, name="use_take"),
    path("ban-tin/<int:pk>/phan/<int:part_pk>/<slug:act>/", parts.part_act, name="part_act"),
    path("ban-tin/<int:pk>/ghep/", sound.mix, name="mix"),
    path("ban-tin/<int:pk>/doc-truc-tiep/", sound.read_live, name="read_live"),
    path("ban-tin/<int:pk>/tien-do/", sound.progress, name="progress"),
    path("ban-tin/<int:pk>/tieng/", sound.bulletin_sound, name="sound"),
    path("ban-tin/<int:pk>/phu-de/", sound.captions, name="captions"),
    path("ban-tin/<int:pk>/da-nghe/", sound.heard, name="heard"),
    path("ban-tin/<int:pk>/goi-mang-di/", bulletins.package_zip, name="package"),
    path("ban-tin/<int:pk>/ban-doc/", bulletins.sheet, name="sheet"),
    path("ban-tin/<int:pk>/xep-lich/", grid.schedule, name="schedule"),
    path("ban-tin/<int:pk>/phat-ngay/", grid.break_in, name="break_in"),
    path("ban-tin/<int:pk>/<slug:act>/", bulletins.bulletin_act, name="bulletin_act"),
    path("lich/", grid.any_grid, name="any_grid"),
    path("lich/<int:pk>/", grid.grid, name="grid"),
    path("lich/<int:pk>/<int:slot_pk>/<day:day>/", grid.fill_hour, name="fill_hour"),
    path("luot/<int:pk>/", airings.airing, name="airing"),
    path("luot/<int:pk>/da-phat/", airings.confirm, name="confirm"),
    path("luot/<int:pk>/hoan-tac/", airings.take_back, name="take_back"),
    path("luot/<int:pk>/xac-nhan/", airings.confirm_with_proof, name="confirm_with_proof"),
    path("luot/<int:pk>/khong-phat-duoc/", airings.miss, name="miss"),
    path("luot/<int:pk>/doi/", airings.move, name="move"),
    path("luot/<int:pk>/ngung/", airings.stop, name="stop"),
    path("dai/", stations.stations, name="stations"),
    path("dai/moi/", stations.found, name="found_station"),
    path("dai/<int:pk>/", stations.station, name="station"),
    path("dai/<int:pk>/sua/", stations.edit, name="edit_station"),
    path("dai/<int:pk>/dong/", stations.close, name="close_station"),
    path("dai/<int:pk>/noi-loa/", stations.connect, name="connect_station"),
    path("dai/<int:pk>/doi-dia-chi/", stations.renew_address, name="renew_address"),
    path("dai/<int:pk>/them-khung-gio/", stations.add_slot, name="add_slot"),
    path("dai/<int:pk>/khung-gio/<int:slot_pk>/thoi/", stations.end_slot, name="end_slot"),
    path("dai/<int:pk>/nghi/", stations.skip_day, name="skip_day"),
    path("dai/<int:pk>/nhat-ky/", stations.take_log, name="take_log"),
]
