package io.primacy.bench.write;

import io.atomix.core.Atomix;
import io.atomix.core.map.AsyncAtomicMap;
import io.primacy.bench.peer.AtomixVoter;
import io.primacy.bench.peer.Voters;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Atomix's AtomicMap: {@code replace} on the condition that a value is still there. */
final class AtomixStore implements Store {

  private final AsyncAtomicMap<String, byte[]> map;

  AtomixStore(Voters voters, String node, Duration session) {
    Atomix atomix = AtomixVoter.start(voters, node, session, true);
    map =
        atomix
            .<String, byte[]>atomicMapBuilder("written")
            .withProtocol(AtomixVoter.protocol(session))
            .build()
            .async();
  }

  @Override
  public Chain make(String name, byte[] value) {
    map.put(name, value).join();
    return new Entry(name, value);
  }

  private final class Entry implements Chain {
    private final String name;
    private volatile byte[] last;

    Entry(String name, byte[] first) {
      this.name = name;
      this.last = first;
    }

    @Override
    public CompletionStage<?> write(byte[] value) {
      return map.replace(name, last, value)
          .thenAccept(
              replaced -> {
                if (!replaced) {
                  throw new IllegalStateException("The entry " + name + " was not replaced");
                }
                last = value;
              });
    }
  }
}
