package io.primacy.election.tck;

import static io.primacy.election.tck.WrongCoreHarness.each;

import io.primacy.election.Contender;
import io.primacy.election.ElectionObserver;
import io.primacy.election.EndReason;
import io.primacy.election.LeaderElection;
import io.primacy.election.Leadership;
import io.primacy.election.spi.Registration;
import io.primacy.election.tck.WrongElections.WrongContender;
import io.primacy.election.tck.WrongElections.WrongElection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** Elections that tell user code too much, too little, or something else. */
final class WrongTelling {

  private WrongTelling() {}

  static List<Mutant> all() {
    return List.of(
        each("tells a grant twice", e -> telling(e, GrantedTwice::new)),
        each("does not tell the end", e -> telling(e, EndUntold::new)),
        each("tells the end twice", e -> telling(e, RevokedTwice::new)),
        each("tells the end after the next beginning", e -> telling(e, LateEnd::new)),
        each("tells every end as if the lease had run out", e -> telling(e, OneReason::new)),
        each("takes no notice of a contender that throws", e -> telling(e, Swallowing::new)),
        each("does not forgive a contender that threw", WrongTelling::unforgiving),
        each("tells observers what it sees first", OnlyFirstView::new),
        each("tells observers that have ended", NeverEndsObserving::new));
  }

  static WrongElection telling(LeaderElection right, Wrap wrap) {
    return new WrongElection(right) {
      @Override
      Contender wrap(Contender contender) {
        return wrap.around(contender, this);
      }
    };
  }

  interface Wrap {
    Contender around(Contender contender, WrongElection election);
  }

  private static final class GrantedTwice extends WrongContender {
    GrantedTwice(Contender right, WrongElection election) {
      super(right, election);
    }

    @Override
    public void granted(Leadership leadership) throws Exception {
      super.granted(leadership);
      super.granted(leadership);
    }
  }

  private static final class RevokedTwice extends WrongContender {
    RevokedTwice(Contender right, WrongElection election) {
      super(right, election);
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) throws Exception {
      super.revoked(leadership, reason);
      super.revoked(leadership, reason);
    }
  }

  private static final class EndUntold extends WrongContender {
    EndUntold(Contender right, WrongElection election) {
      super(right, election);
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) {}
  }

  private static final class LateEnd extends WrongContender {
    private Runnable late = () -> {};

    LateEnd(Contender right, WrongElection election) {
      super(right, election);
    }

    @Override
    public void granted(Leadership leadership) throws Exception {
      super.granted(leadership);
      late.run();
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) {
      late =
          () -> {
            try {
              super.revoked(leadership, reason);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          };
    }
  }

  private static final class OneReason extends WrongContender {
    OneReason(Contender right, WrongElection election) {
      super(right, election);
    }

    @Override
    public void revoked(Leadership leadership, EndReason reason) throws Exception {
      super.revoked(leadership, EndReason.LEASE_EXPIRED);
    }
  }

  private static final class Swallowing extends WrongContender {
    Swallowing(Contender right, WrongElection election) {
      super(right, election);
    }

    @Override
    public void granted(Leadership leadership) {
      try {
        super.granted(leadership);
      } catch (Exception swallowed) {
        // The mutation: nobody learns of it.
      }
    }
  }

  private static WrongElection unforgiving(LeaderElection right) {
    return telling(
        right,
        (contender, election) ->
            new WrongContender(contender, election) {
              @Override
              public void granted(Leadership leadership) throws Exception {
                try {
                  super.granted(leadership);
                } catch (Exception e) {
                  election.right.withdraw();
                  throw e;
                }
              }
            });
  }

  private static final class OnlyFirstView extends WrongElection {
    OnlyFirstView(LeaderElection right) {
      super(right);
    }

    @Override
    public Registration observe(ElectionObserver observer) {
      AtomicBoolean told = new AtomicBoolean();
      return right.observe(
          view -> {
            if (!told.get()) {
              told.set(view.leader().isPresent());
              observer.changed(view);
            }
          });
    }
  }

  private static final class NeverEndsObserving extends WrongElection {
    NeverEndsObserving(LeaderElection right) {
      super(right);
    }

    @Override
    public Registration observe(ElectionObserver observer) {
      right.observe(observer);
      return () -> {};
    }
  }
}
