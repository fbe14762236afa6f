package io.primacy.election.core;

import static java.util.Objects.requireNonNull;

import io.primacy.election.EndReason;
import io.primacy.election.SessionView;
import io.primacy.election.core.SessionRules.OpenSession;
import io.primacy.election.core.SessionRules.Stranger;
import io.primacy.election.spi.RecordKey;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** This node's session: acts on what {@link SessionRules} decide. Confined to the loop. */
final class Session implements SharedRecord.Listener<SessionRecord> {

  private static final Logger LOG = System.getLogger(Session.class.getName());

  private final String node;
  private final String run;
  private final Footing footing;
  private final SessionListener listener;
  private final SharedRecord<SessionRecord> record;
  private final SentWrites sent;
  private final Timer timer;
  private boolean wanted;
  private boolean closing;
  private boolean ended;
  private boolean refused;
  private boolean looking;
  private boolean mustLook;
  private Peer slot = Peer.UNSEEN;
  private Optional<Stranger> stranger = Optional.empty();
  private Optional<OpenSession> open = Optional.empty();
  private @Nullable Lease lease;
  private long openedAt;
  private long abandoned;
  private long renewDue;
  private long lookDue;
  private volatile SessionStatus status = SessionStatus.NONE; // Read by anyone.

  Session(String node, String run, Footing footing, SessionListener listener) {
    this.node = node;
    this.run = run;
    this.footing = footing;
    this.listener = listener;
    this.record =
        new SharedRecord<>(
            new RecordKey("sessions", node), SharedRecord.SESSION, footing, true, this);
    this.sent = new SentWrites(footing.time());
    this.timer = footing.timer(this::advance);
  }

  void want() {
    wanted = true;
    advance();
  }

  /** Renews it now if it is open, and no renewal is under way. */
  void renew() {
    renewDue = record.isWriting() ? renewDue : footing.now();
    footing.loop().execute(this::advance);
  }

  void close() {
    closing = true;
    if (refused) {
      listener.done();
    }
    advance();
  }

  /** This process, if its session is open and lasts. */
  Optional<Me> me() {
    Lease current = lease;
    return current != null && current.holds()
        ? open.map(s -> new Me(node, s.incarnation(), s.floor(), openedAt, footing.leaseMillis()))
        : Optional.empty();
  }

  /** The lease of the open session; only to be asked when there is {@link #me}. */
  Lease lease() {
    return requireNonNull(lease, "no session is open");
  }

  /** How it stands; from any thread. */
  SessionView view() {
    return status.view();
  }

  void advance() {
    while (!ended && step()) {
      // Each step changes what the next is decided on.
    }
    publish();
  }

  /* Before the listener is told: who hears of it finds a session that says the same. */
  private void publish() {
    boolean closed = closing || ended;
    status =
        SessionStatus.of(refused, closed, incarnation(), open.isPresent(), wanted, lease, stranger);
  }

  private boolean step() {
    long now = footing.now();
    SessionMove move = decide(now);
    if (move instanceof SessionMove.Expire) {
      lose(EndReason.LEASE_EXPIRED);
      return true;
    }
    if (move instanceof SessionMove.Done) {
      end();
      listener.done();
    } else if (move instanceof SessionMove.Refuse refuse) {
      refused = true;
      end();
      listener.refused(refuse.incarnation());
    } else if (looking || record.isWriting()) {
      rest(now, Move.Rest.FOREVER);
    } else if (!record.isReadable() && open.isEmpty()) {
      lookAgain(now);
    } else if (move instanceof SessionMove.Rest rest) {
      rest(now, rest.until());
    } else if (now - record.readyAt() < 0) {
      rest(now, record.readyAt());
    } else {
      call(move);
      rest(now, Move.Rest.FOREVER);
    }
    return false;
  }

  private SessionMove decide(long now) {
    SessionMove move =
        new SessionRules(run, wanted, closing, open, me().isPresent(), slot, stranger, renewDue)
            .next(footing.proof(), footing.timing(), now);
    boolean unsure = mustLook && wanted && !closing && open.isEmpty();
    boolean curious =
        move instanceof SessionMove.Rest && stranger.isPresent() && now - lookDue >= 0;
    return unsure || curious ? new SessionMove.Look() : move;
  }

  private void rest(long now, long until) {
    timer.set(until);
    if (open.isPresent()) {
      timer.atLatest(now + lease().remainingNanos());
    } else if (stranger.isPresent() && !looking) {
      timer.atLatest(lookDue);
    }
  }

  private void call(SessionMove move) {
    if (move instanceof SessionMove.Look) {
      look();
    } else if (move instanceof SessionMove.Make) {
      record.write(0, SessionRecord.fresh(footing.leaseMillis()));
    } else if (move instanceof SessionMove.Open opening) {
      write(opening.expectedVersion(), opening.session(), true);
    } else if (move instanceof SessionMove.Renew renewal) {
      write(renewal.expectedVersion(), open.orElseThrow(), true);
    } else if (move instanceof SessionMove.Close closure) {
      write(closure.expectedVersion(), open.orElseThrow(), false);
    }
  }

  /* Somebody may mend what could not be read. */
  private void lookAgain(long now) {
    if (now - lookDue >= 0) {
      look();
    } else {
      timer.set(lookDue);
    }
  }

  private void look() {
    looking = true;
    record.afresh(
        () -> {
          looking = false;
          mustLook = false;
          lookDue = footing.now() + footing.renewNanos();
          advance();
        });
  }

  private void write(long expectedVersion, OpenSession session, boolean isOpen) {
    renewDue = footing.now() + footing.renewNanos();
    record.write(
        expectedVersion,
        new SessionRecord(
                session.incarnation(),
                session.floor(),
                run,
                sent.next(),
                footing.leaseMillis(),
                isOpen,
                slot.others())
            .saying(SessionRecord.AT, Long.toString(footing.time().wallMillis())));
  }

  @Override
  public void sighted(long version, Optional<SessionRecord> content) {
    boolean changed = !slot.seen() || version != slot.version();
    slot = slot.sighted(version, content, footing.now());
    Optional<SessionRecord> own = content.filter(this::isMine);
    if (open.isPresent()) {
      own.ifPresentOrElse(this::renewed, () -> overtaken(content));
    } else if (own.isPresent() && own.get().incarnation() > abandoned) {
      opened(own.get());
    } else {
      stranger = Stranger.after(stranger, content, run, changed, footing.now());
    }
  }

  @Override
  public void unresolved(long expectedVersion) {
    mustLook = true;
    renewDue = record.readyAt();
  }

  @Override
  public void unreadable() {} // What can not be read can not be renewed; the lease runs out.

  @Override
  public void settled() {
    advance();
  }

  private boolean isMine(SessionRecord session) {
    return session.run().equals(run)
        && session.open()
        && sent.sentAt(session.sequence()).isPresent()
        && (open.isEmpty() || open.get().incarnation() == session.incarnation());
  }

  private void opened(SessionRecord session) {
    stranger = Optional.empty();
    open = Optional.of(new OpenSession(session.incarnation(), session.floor()));
    openedAt = footing.now();
    lease = new Lease(footing.time(), footing.timing().lease().toNanos(), begins(session));
    if (lease.holds()) {
      publish();
      listener.opened();
    }
  }

  private void renewed(SessionRecord session) {
    lease().extend(begins(session));
    sent.forgetBefore(session.sequence());
    listener.renewed();
    if (!sent.isLatest(session.sequence())) {
      renewDue = footing.now(); // An earlier write turned up late; the one after it was in vain.
    }
  }

  private Moment begins(SessionRecord session) {
    Moment sending = sent.sentAt(session.sequence()).orElseThrow();
    return footing.proof().leaseBegins(sending, Moment.now(footing.time()));
  }

  /* Our own closing of the slot is no defeat. */
  private void overtaken(Optional<SessionRecord> content) {
    boolean closedByUs =
        content.filter(session -> session.run().equals(run) && !session.open()).isPresent();
    if (closedByUs && closing) {
      abandon();
    } else {
      lose(EndReason.FENCED);
    }
  }

  private void lose(EndReason reason) {
    abandon();
    mustLook = true;
    LOG.log(Level.WARNING, "session node={0} incarnation={1} lost: {2}", node, abandoned, reason);
    publish();
    listener.lost(reason);
  }

  private void abandon() {
    abandoned = incarnation();
    open = Optional.empty();
    if (lease != null) {
      lease.end();
    }
  }

  private void end() {
    ended = true;
    publish();
    record.close();
    timer.set(Move.Rest.FOREVER);
  }

  private long incarnation() {
    return open.map(OpenSession::incarnation).orElse(abandoned);
  }
}
