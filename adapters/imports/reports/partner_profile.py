"""Partner profile (Microsoft, August 2023): the ids that are ours.

Later editions say AccountType for HierarchyLevel.
"""

from __future__ import annotations

from adapters.imports.columns import Field
from adapters.imports.shape import Shape
from bot.partnership.sightings import ReportKind

SHAPE = Shape(
    kind=ReportKind.PARTNER_PROFILE,
    title="Partner profile",
    columns=("MPNId, PartnerName, PGA_MPNID, PGA_PartnerName, City, Country, HierarchyLevel, AccountType"),
    needs=(Field.PARTNER_ID,),
    told_by=(
        "PGA_PartnerName",
        "HierarchyLevel",
    ),
)
