"""Which room reacts to what happened in another: the one place where that is decided."""

from collections.abc import Callable
from typing import Any

from tuntas.casework.actions import tell_raiser
from tuntas.casework.terms import CaseMoved, CaseTold, ReferralAnswered
from tuntas.catalogue.actions.telling import tell_switched
from tuntas.catalogue.terms import ModuleSwitched
from tuntas.documents.terms import DocumentIssued
from tuntas.forum.actions.drafting import draft_from_result
from tuntas.forum.actions.gathering_telling import (
    tell_booked,
    tell_gathering_cancelled,
    tell_gathering_moved,
    tell_honoured,
    tell_place_freed,
)
from tuntas.forum.actions.telling import tell_answered, tell_asked, tell_drafted, tell_hidden, tell_reported
from tuntas.forum.terms import (
    BookingMade,
    GatheringCancelled,
    GatheringMoved,
    HonourGranted,
    PlaceFreed,
    PostHidden,
    PostReported,
    QuestionAnswered,
    QuestionAsked,
    StoryDrafted,
)
from tuntas.innovations.terms import InnovationChanged
from tuntas.kernel.events import Event
from tuntas.kipp.actions.amended import tell_amended
from tuntas.kipp.actions.announcing import tell_entrants
from tuntas.kipp.actions.heralds import tell_extended
from tuntas.kipp.actions.rechecking import recheck_entry, recheck_person
from tuntas.kipp.actions.retelling import offer_chapters
from tuntas.kipp.actions.seats import invitation_accepted
from tuntas.kipp.actions.telling import tell_checked, tell_handed_over, tell_returned, tell_submitted
from tuntas.kipp.terms import (
    DeadlineExtended,
    EntryChecked,
    EntryHandedOver,
    EntryReturned,
    EntrySubmitted,
    RulesAmended,
    WinnersAnnounced,
)
from tuntas.lobby.actions.offering import offer_service
from tuntas.notices.actions import (
    tell_accepted,
    tell_delegated,
    tell_ended,
    tell_invited,
    tell_join_decided,
    tell_join_requested,
    tell_sign_in_changed,
)
from tuntas.people.terms import (
    HoldingEnded,
    InvitationAccepted,
    JoinDecided,
    JoinRequested,
    PersonInvited,
    RoleDelegated,
    SignInChanged,
)
from tuntas.quality.actions import remeasure
from tuntas.replication.actions.telling import tell_messaged, tell_moved, tell_started, tell_update
from tuntas.replication.actions.updating import origin_changed
from tuntas.replication.terms import (
    ReplicationMessaged,
    ReplicationMoved,
    ReplicationRunning,
    ReplicationStarted,
    ReplicationStopped,
    UpdateOffered,
)
from tuntas.services.labkd.actions.ending import end_replaced
from tuntas.services.labkd.actions.telling import tell_issued, tell_signer
from tuntas.services.labkd.terms import LetterIssued, SignatureFailed
from tuntas.services.selapanan.actions.findings import put_on_agenda
from tuntas.services.selapanan.actions.telling import tell_moved as tell_moved_meeting
from tuntas.services.selapanan.terms import MeetingMoved

WIRING: dict[type[Event], list[Callable[[Any], None]]] = {
    ReferralAnswered: [tell_raiser, put_on_agenda],
    MeetingMoved: [tell_moved_meeting],
    CaseMoved: [remeasure],
    CaseTold: [remeasure],
    DocumentIssued: [end_replaced],
    LetterIssued: [tell_issued],
    SignatureFailed: [tell_signer],
    EntryHandedOver: [tell_handed_over],
    EntrySubmitted: [tell_submitted],
    EntryReturned: [tell_returned],
    EntryChecked: [tell_checked, recheck_entry],
    WinnersAnnounced: [tell_entrants, offer_chapters, draft_from_result],
    DeadlineExtended: [tell_extended],
    RulesAmended: [tell_amended],
    StoryDrafted: [tell_drafted],
    QuestionAsked: [tell_asked],
    QuestionAnswered: [tell_answered],
    PostReported: [tell_reported],
    PostHidden: [tell_hidden],
    BookingMade: [tell_booked],
    PlaceFreed: [tell_place_freed],
    GatheringMoved: [tell_gathering_moved],
    GatheringCancelled: [tell_gathering_cancelled],
    HonourGranted: [tell_honoured],
    InvitationAccepted: [invitation_accepted, tell_accepted, recheck_person],
    PersonInvited: [tell_invited],
    JoinRequested: [tell_join_requested],
    JoinDecided: [tell_join_decided, recheck_person],
    RoleDelegated: [tell_delegated, recheck_person],
    HoldingEnded: [tell_ended, recheck_person],
    SignInChanged: [tell_sign_in_changed],
    InnovationChanged: [origin_changed],
    ReplicationStarted: [tell_started],
    ReplicationMoved: [tell_moved],
    ReplicationRunning: [offer_service],
    ModuleSwitched: [tell_switched],
    ReplicationStopped: [],
    ReplicationMessaged: [tell_messaged],
    UpdateOffered: [tell_update],
}
