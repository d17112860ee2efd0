"""Votes. Open ones name their giver; secret ones lie in a box that nothing joins to the roll (selection.box)."""

import uuid

from django.db import models

from lantoa.core.models import Timestamped
from lantoa.selection.models.rounds import Candidate, Round, Seat


class Mark(Timestamped):
    """An open vote of one member on one candidate: a choice, or points by criterion; or an abstention."""

    seat = models.ForeignKey(Seat, models.PROTECT, related_name="marks")
    candidate = models.ForeignKey(Candidate, models.PROTECT, related_name="marks")
    ballot_number = models.PositiveSmallIntegerField(default=1)
    choice = models.CharField(max_length=7, blank=True)  # counting.approving.Choice
    points = models.JSONField(default=dict, blank=True)  # criterion key → points
    place = models.PositiveSmallIntegerField(null=True, blank=True)  # in a ranked vote
    value = models.PositiveIntegerField(null=True, blank=True)  # weighted mark in thousandths; None: abstained

    class Meta:
        verbose_name = "phiếu công khai"
        verbose_name_plural = "phiếu công khai"
        ordering = ["candidate", "seat"]
        constraints = [models.UniqueConstraint(fields=["seat", "candidate", "ballot_number"], name="selection_mark_once")]

    def __str__(self) -> str:
        return f"{self.seat}: {self.candidate}"


class BoxSlip(models.Model):
    """A sealed vote on one candidate (or one ranking) while voting goes on: random key, no hour, no voter; all slips of the round are
    sealed anew and laid in another order at each vote. One for each candidate: who left one out (recused) must not be known by it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="slips")
    sealed = models.BinaryField()

    class Meta:
        verbose_name = "phiếu trong hòm"
        verbose_name_plural = "phiếu trong hòm"
        ordering = ["id"]

    def __str__(self) -> str:
        return str(self.id)


class BallotPaper(models.Model):
    """One secret vote on one candidate (or one ranking) after the box was opened. `code` answers to the receipt of whoever gave it: it is
    made of the receipt and of what was said, so that a paper changed afterwards no longer answers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    round = models.ForeignKey(Round, models.PROTECT, related_name="papers")
    ballot_number = models.PositiveSmallIntegerField(default=1)
    candidate = models.ForeignKey(Candidate, models.PROTECT, null=True, blank=True, related_name="papers")  # None: a ranking of all
    contents = models.JSONField()
    code = models.CharField(max_length=64)

    class Meta:
        verbose_name = "lá phiếu đã mở"
        verbose_name_plural = "lá phiếu đã mở"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["round", "ballot_number", "code"], name="selection_code_once")]

    def __str__(self) -> str:
        return str(self.id)
