package io.primacy.bench.write;

import io.primacy.bench.peer.Backend;
import io.primacy.bench.peer.Voters;
import io.primacy.election.node.backends.InstalledBackends;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Through how much of this project a write goes. */
public enum Way {
  /** A candidacy that is changed: one write to an election's record. */
  ELECTION("Primacy's election") {
    @Override
    public Store open(Backend backend, String service, String node, Duration session) {
      return new ElectionStore(backend, service, node, session);
    }
  },

  BACKEND("Primacy's backend") {
    @Override
    public Store open(Backend backend, String service, String node, Duration session) {
      return new BackendStore(backend, service, node, session);
    }
  },

  /** Without this project; the library must be on the class path. */
  LIBRARY("the library's call") {
    @Override
    public Store open(Backend backend, String service, String node, Duration session)
        throws Exception {
      return switch (backend) {
        case ZOOKEEPER -> new ZooKeeperStore(service, session);
        case ATOMIX -> new AtomixStore(Voters.parse(service), node, session);
        case RAFT -> new RaftStore(Voters.parse(service), node, session);
      };
    }

    @Override
    public List<Path> libraries(Backend backend) {
      return backend == Backend.ZOOKEEPER
          ? List.of()
          : InstalledBackends.jarsOf(backend.provider());
    }
  };

  private final String words;

  Way(String words) {
    this.words = words;
  }

  /** For people. */
  public String words() {
    return words;
  }

  /** Connects, as {@link io.primacy.bench.peer.Peer#join} does. */
  public abstract Store open(Backend backend, String service, String node, Duration session)
      throws Exception;

  /** Jars that must come before this program's on the class path of a process that writes. */
  public List<Path> libraries(Backend backend) {
    return List.of();
  }
}
