"""How each kind of block is set: a maker takes the builder, the block and the tag that it stands under."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from generator.model.blocks import care as care_models
from generator.model.blocks import clinic as clinic_models
from generator.model.blocks import code as code_models
from generator.model.blocks import medicines as medicine_models
from generator.model.blocks import pictures as picture_models
from generator.model.blocks import tables as table_models
from generator.model.blocks import words as word_models
from generator.story.blocks import care, clinic, code, medicines, pictures, tables, words
from generator.story.builder import Maker

MAKERS: Mapping[type, Maker] = MappingProxyType(
    {
        word_models.Heading: words.heading,
        word_models.Paragraph: words.paragraph,
        word_models.BulletList: words.bullets,
        word_models.Steps: words.steps,
        word_models.KeyPoints: words.key_points,
        word_models.Callout: words.callout,
        word_models.Quote: words.quote,
        word_models.Contact: words.contact,
        word_models.Questions: words.questions,
        word_models.Glossary: words.glossary,
        word_models.References: words.references,
        code_models.Code: code.code,
        table_models.Table: tables.table,
        table_models.Chart: tables.chart,
        table_models.Comparison: tables.comparison,
        medicine_models.Medicines: medicines.medicines,
        picture_models.Figure: pictures.figure,
        picture_models.PictureSteps: pictures.picture_steps,
        picture_models.Risk: pictures.risk,
        picture_models.Qr: pictures.qr,
        care_models.Zones: care.zones,
        care_models.DoAndDont: care.do_and_dont,
        care_models.Timeline: care.timeline,
        care_models.Checklist: care.checklist,
        care_models.PatientBox: care.patient_box,
        care_models.Columns: care.columns,
        clinic_models.Appointment: clinic.appointment,
        clinic_models.TeachBack: clinic.teach_back,
        clinic_models.Questionnaire: clinic.questionnaire,
        clinic_models.Feedback: clinic.feedback,
        clinic_models.Slip: clinic.slip,
        clinic_models.Notice1557: clinic.notice_1557,
    }
)
