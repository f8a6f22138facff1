"""What brokers, stores and services say to people, for the table of sentences in the window.

The broker's own sentence is English wherever it is quoted: in its log, at the command line.
"""

from __future__ import annotations

from studio.gui.words import mark

CUSTODY = (
    mark("This submission was withdrawn or has expired; nobody can open it any more."),
    mark("This submission is closed to everyone, because a privacy problem was reported."),
    mark("This submission is not complete yet."),
    mark("The retention of this submission is over; nobody can open it any more."),
    mark("You are not in the role {1}; ask a steward."),
    mark("You are in no role of this campaign; ask a steward."),
    mark("You are not on the roster of this campaign; ask a steward."),
    mark("The campaign does not know this purpose, so nothing is opened for it."),
    mark("You have no grant that covers this role and purpose now; ask a steward."),
    mark("You have no grant for this role now; ask a steward."),
    mark("Your grant allows {1} openings a day; go on tomorrow."),
    mark("This submission is assigned to other annotators; see: candor queue."),
    mark("Annotators do not see each other's labels."),
    mark("The broker's service cannot be reached, or goes away; try again."),
    mark("The broker's service failed ({1})."),
    mark(
        "The service shows another certificate than was compared; ask whoever runs it, "
        "then accept the roster again with the new fingerprint."
    ),
    mark("The lease is over; open the stream again."),
    mark("The roster of {1} lies in the future; check this machine's clock."),
    mark("The roster of {1} was never seen here; compare its root first."),
    mark("The roster changed meanwhile; look at what leaves once more."),
    mark("The request is not of this moment; check this machine's clock and ask again."),
    mark("This is not the broker that the roster names."),
    mark("This submission was made before, with other content, or has ended."),
    mark("Another submission of yours is on its way in this moment; ask again when it is done."),
    mark("The submission rests on another consent, or on one that has ended."),
    mark("The submission {1} is {2}."),
    mark("The candidate changed while it was read; redact the session again."),
    mark("What would leave is not what was shown; nothing was submitted."),
    mark("There is no such submission of yours here."),
    mark("An object is not in the store: it was lost or taken away."),
    mark("The store holds something else under this name than was kept there."),
    mark("The bucket refused or could not be reached; what was put before is kept. Try again."),
    mark("The bucket refuses these credentials; check them, and what they may do there."),
    mark("The folder of the store refused: {1}."),
    mark("The answer is not signed by the broker that the roster names."),
    mark("{1} required answers are missing, {2} among them; the work is kept."),
    mark("Nothing was answered, so there is nothing to hand in."),
    mark("The session that these labels are about is closed or has ended."),
    mark("This campaign asks its annotators nothing."),
    mark("The question {1} takes {2}."),
)
