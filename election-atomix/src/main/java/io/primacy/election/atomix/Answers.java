package io.primacy.election.atomix;

import io.atomix.primitive.session.SessionId;
import io.atomix.protocols.raft.RaftError;
import io.atomix.protocols.raft.protocol.KeepAliveResponse;
import io.atomix.protocols.raft.protocol.RaftResponse;
import org.jspecify.annotations.Nullable;

/** What voters' answers mean. */
final class Answers {

  private Answers() {}

  static boolean isKept(KeepAliveResponse response, SessionId session) {
    for (long id : response.sessionIds()) {
      if (id == session.id()) {
        return true;
      }
    }
    return false;
  }

  static boolean isGone(RaftError error) {
    return error.type() == RaftError.Type.UNKNOWN_SESSION
        || error.type() == RaftError.Type.UNKNOWN_CLIENT
        || error.type() == RaftError.Type.UNKNOWN_SERVICE
        || error.type() == RaftError.Type.CLOSED_SESSION;
  }

  static String why(@Nullable RaftResponse response, @Nullable Throwable error) {
    return response == null ? String.valueOf(error) : response.error().type().toString();
  }
}
