package io.primacy.election.raft;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * The versions given to the last writes of the last clients, so that a command that comes twice is
 * answered, not done again. Bounded, and the same on every voter.
 */
final class Answers {

  /** Beyond this many clients the one that was silent longest is forgotten. */
  private static final int MOST_CLIENTS = 256;

  private static final int MOST_OF_A_CLIENT = 16;

  private final LinkedHashMap<Long, LinkedHashMap<Long, Long>> clients = new LinkedHashMap<>();

  /** The version given to a write, 0 if it was refused; empty if it is not remembered. */
  OptionalLong find(RequestId id) {
    Map<Long, Long> ofClient = clients.get(id.client());
    Long version = ofClient == null ? null : ofClient.get(id.sequence());
    return version == null ? OptionalLong.empty() : OptionalLong.of(version);
  }

  void add(RequestId id, long version) {
    LinkedHashMap<Long, Long> ofClient = clients.remove(id.client());
    if (ofClient == null) {
      ofClient = new LinkedHashMap<>();
    }
    ofClient.put(id.sequence(), version);
    forgetFirst(ofClient, MOST_OF_A_CLIENT);
    clients.put(id.client(), ofClient);
    forgetFirst(clients, MOST_CLIENTS);
  }

  void writeTo(DataOutput out) throws IOException {
    out.writeInt(clients.size());
    for (Map.Entry<Long, LinkedHashMap<Long, Long>> client : clients.entrySet()) {
      out.writeLong(client.getKey());
      out.writeInt(client.getValue().size());
      for (Map.Entry<Long, Long> answer : client.getValue().entrySet()) {
        out.writeLong(answer.getKey());
        out.writeLong(answer.getValue());
      }
    }
  }

  static Answers readFrom(DataInput in) throws IOException {
    Answers answers = new Answers();
    for (int left = in.readInt(); left > 0; left--) {
      long client = in.readLong();
      for (int more = in.readInt(); more > 0; more--) {
        answers.add(new RequestId(client, in.readLong()), in.readLong());
      }
    }
    return answers;
  }

  private static <K, V> void forgetFirst(Map<K, V> map, int most) {
    if (map.size() > most) {
      map.remove(map.keySet().iterator().next());
    }
  }
}
