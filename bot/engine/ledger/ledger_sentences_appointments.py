"""The ledger's sentences about appointments, in French and in English. Facts stand in braces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

APPOINTMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "appointment_booked": (
        "Rendez-vous pris : {when}, {where}. La boutique en est informée.",
        "Appointment booked: {when}, {where}. The shop is told.",
    ),
    "appointment_changed": (
        "Rendez-vous déplacé : {when}, {where}. La boutique en est informée.",
        "Appointment moved: {when}, {where}. The shop is told.",
    ),
    "appointment_cancelled": (
        "Rendez-vous annulé par le client : {when}, {where}. La boutique en est informée.",
        "Appointment cancelled by the customer: {when}, {where}. The shop is told.",
    ),
    "appointment_gone": (
        "L’horaire choisi vient d’être pris : {when}, {where}. D’autres sont proposés.",
        "The hour they chose has just been taken: {when}, {where}. Others are offered.",
    ),
    "appointment_full": ("Aucun horaire libre à proposer.", "No free hour to offer."),
    "appointment_none": ("Aucun rendez-vous à venir.", "No appointment to come."),
    "appointment_due": ("Un rendez-vous approche : {when}, {where}.", "An appointment is ahead: {when}, {where}."),
    "appointment_missed_there": (
        "La boutique signale un rendez-vous manqué : {when}, {where}.",
        "The shop tells of a missed appointment: {when}, {where}.",
    ),
    "appointment_cancelled_there": (
        "La boutique annule le rendez-vous : {when}, {where}.",
        "The shop cancels the appointment: {when}, {where}.",
    ),
    "appointment_kept": (
        "Le client est venu à son rendez-vous : {when}, {where}.",
        "The customer came to their appointment: {when}, {where}.",
    ),
    "appointment_known": (
        "Rien de nouveau ({event}) : ce rendez-vous a déjà une suite ({status}).",
        "No news ({event}): it is known already what became of this appointment ({status}).",
    ),
    "appointment_not_yet": (
        "Ignoré ({event}) : ce rendez-vous n’a pas encore eu lieu ({when}).",
        "Ignored ({event}): this appointment is yet to come ({when}).",
    ),
    "appointment_undelivered": (
        "La boutique n’a pas pu être informée du rendez-vous {appointment} : {reason}. L’équipe prend la main.",
        "The shop could not be told of the appointment {appointment}: {reason}. The team takes over.",
    ),
}
