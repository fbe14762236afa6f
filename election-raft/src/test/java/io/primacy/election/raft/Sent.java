package io.primacy.election.raft;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jgroups.Header;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.stack.Protocol;
import org.jgroups.stack.ProtocolStack;

/** What a voter says to the others. */
final class Sent extends Protocol {

  private final List<Header> headers = new CopyOnWriteArrayList<>();

  static Sent by(JChannel channel) throws Exception {
    Sent sent = new Sent();
    channel
        .getProtocolStack()
        .insertProtocol(sent, ProtocolStack.Position.BELOW, SafeElection.class);
    return sent;
  }

  <T extends Header> List<T> headers(Class<T> type) {
    return headers.stream().filter(type::isInstance).map(type::cast).toList();
  }

  @Override
  public Object down(Message message) {
    headers.addAll(message.getHeaders().values());
    return super.down(message);
  }
}
