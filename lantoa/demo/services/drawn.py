"""Pictures of the sample year, drawn by code: no photo of anybody, no stock art. Hills, a road or a river, trees, rings in the sky."""

import io
import random

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw, ImageFilter

SIZE = (1600, 1000)
# Sky above, sky below, far hill, near hill, ground, road: five times of day.
LIGHTS = [
    ("#F6E3B4", "#FBF3DF", "#9DB48F", "#6E9468", "#3F6B48", "#E6D2A2"),
    ("#F2B705", "#FBE7B2", "#B5763F", "#8A4F2A", "#5E3319", "#F0D48A"),
    ("#BFD8E8", "#EEF5F7", "#8FAFA0", "#5E8A74", "#2F6B4C", "#DDCBA4"),
    ("#E9B7A1", "#FBE6DA", "#A66A5B", "#7A3E38", "#56221F", "#EAC99A"),
    ("#2F4A6B", "#7C9BB8", "#2B4A57", "#1F3A40", "#152B2C", "#C9A55C"),
]


def landscape(seed: int, name: str = "") -> SimpleUploadedFile:
    """A picture of 1600 × 1000 points, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311  a drawing, no secret
    above, below, far, near, ground, road = LIGHTS[seed % len(LIGHTS)]
    width, height = SIZE
    sky = Image.new("RGB", (1, 2))
    sky.putpixel((0, 0), _rgb(above))
    sky.putpixel((0, 1), _rgb(below))
    image = sky.resize((width, height), Image.Resampling.BICUBIC)
    pen = ImageDraw.Draw(image)
    x, y = chance.randint(300, 1300), chance.randint(180, 320)
    for radius in range(300, 40, -52):
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), outline=road, width=4)
    pen.ellipse((x - 44, y - 44, x + 44, y + 44), fill=road)
    for colour, top, rough in ((far, 430, 90), (near, 560, 70), (ground, 700, 40)):
        points = [(step, top + chance.randint(-rough, rough)) for step in range(-100, width + 200, 150)]
        pen.polygon([(-100, height), *points, (width + 100, height)], fill=colour)
    turn = chance.randint(500, 1100)
    pen.polygon([(turn - 420, height), (turn + 260, height), (turn + 70, 720), (turn + 20, 720)], fill=road)
    for _ in range(9):
        foot, tall = (chance.randint(20, width - 20), chance.randint(680, 940)), chance.randint(90, 190)
        pen.rectangle((foot[0] - 6, foot[1] - tall, foot[0] + 6, foot[1]), fill=far)
        pen.ellipse((foot[0] - tall // 2, foot[1] - tall * 1.5, foot[0] + tall // 2, foot[1] - tall * 0.5), fill=near)
    out = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(1.2)).save(out, "JPEG", quality=88)
    return SimpleUploadedFile(name or f"tranh-{seed}.jpg", out.getvalue(), "image/jpeg")


def _rgb(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
