package io.primacy.bench.measure;

import io.primacy.bench.process.Conduct;
import io.primacy.bench.process.PeerParticipant;
import io.primacy.election.tck.wire.TcpProxy;
import java.io.IOException;

/** What happens to a leader that lives on. */
enum Trouble {
  FROZEN("frozen", Conduct.ASKS) {
    @Override
    void begin(PeerParticipant leader, TcpProxy way) throws IOException, InterruptedException {
      leader.freeze();
    }

    @Override
    void end(PeerParticipant leader, TcpProxy way) throws IOException, InterruptedException {
      leader.thaw();
    }
  },

  CUT_OFF("cut off", Conduct.ASKS),

  BLOCKED("cut off, listener blocked", Conduct.BLOCKS);

  private final String words;
  private final Conduct conduct;

  Trouble(String words, Conduct conduct) {
    this.words = words;
    this.conduct = conduct;
  }

  String words() {
    return words;
  }

  /** What both participants do besides standing. */
  Conduct conduct() {
    return conduct;
  }

  /** From here on nothing passes in either direction, unless it is another trouble. */
  void begin(PeerParticipant leader, TcpProxy way) throws IOException, InterruptedException {
    way.swallowAll();
  }

  void end(PeerParticipant leader, TcpProxy way) throws IOException, InterruptedException {
    way.heal();
  }
}
