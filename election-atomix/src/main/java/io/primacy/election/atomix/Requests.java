package io.primacy.election.atomix;

import io.atomix.cluster.MemberId;
import io.atomix.core.map.AtomicMapType;
import io.atomix.primitive.operation.PrimitiveOperation;
import io.atomix.primitive.session.SessionId;
import io.atomix.protocols.raft.ReadConsistency;
import io.atomix.protocols.raft.protocol.CloseSessionRequest;
import io.atomix.protocols.raft.protocol.CommandRequest;
import io.atomix.protocols.raft.protocol.OpenSessionRequest;
import io.atomix.protocols.raft.protocol.QueryRequest;
import java.time.Duration;

/** What is asked of voters, in the library's messages. */
final class Requests {

  private Requests() {}

  static OpenSessionRequest open(MemberId self, String map, Duration timeout) {
    return OpenSessionRequest.builder()
        .withMemberId(self)
        .withServiceName(map)
        .withServiceType(AtomicMapType.instance())
        .withServiceConfig(MapCalls.config())
        .withReadConsistency(ReadConsistency.LINEARIZABLE)
        .withMinTimeout(timeout.toMillis())
        .withMaxTimeout(timeout.toMillis())
        .build();
  }

  /**
   * A read that is answered when an entry of the log has been applied.
   *
   * @param index that entry
   */
  static QueryRequest query(SessionId session, long index, PrimitiveOperation operation) {
    return QueryRequest.builder()
        .withSession(session.id())
        .withSequence(0)
        .withIndex(index)
        .withOperation(operation)
        .build();
  }

  static CommandRequest command(SessionId session, long number, PrimitiveOperation operation) {
    return CommandRequest.builder()
        .withSession(session.id())
        .withSequence(number)
        .withOperation(operation)
        .build();
  }

  static CloseSessionRequest close(SessionId session) {
    return CloseSessionRequest.builder().withSession(session.id()).build();
  }
}
