package io.primacy.election.raft;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jgroups.Address;
import org.jgroups.Event;
import org.jgroups.conf.ClassConfigurator;
import org.jgroups.protocols.VERIFY_SUSPECT2;
import org.jgroups.stack.IpAddress;
import org.jspecify.annotations.Nullable;

/**
 * Asks a suspect's machine, too. The library asks the suspect whether it lives and waits a share of
 * the failure timeout for the answer, also when its connection has just ended. The kernel of a
 * machine closes the ports of a process with it, and says so to whoever dials: then there is
 * nothing to wait for. Any other answer, and none, proves nothing: the library's waiting decides.
 *
 * <p>Both ports of the suspect must be refused, so that a firewall that shuts one of them does not
 * put out a voter that talks. To put one out that lives costs an election and a merge, no more: who
 * is in the view decides who may lead next, and not what is committed.
 */
final class VerifyByPort extends VERIFY_SUSPECT2 {

  private final Set<Address> dialled = ConcurrentHashMap.newKeySet(); // At this moment.

  VerifyByPort() {
    setId(ClassConfigurator.getProtocolId(VERIFY_SUSPECT2.class));
  }

  @Override
  public @Nullable Object up(Event event) {
    Object result = super.up(event);
    if (event.getType() == Event.SUSPECT && event.getArg() != null) {
      for (Address suspect : List.copyOf(event.<Collection<Address>>getArg())) {
        dial(suspect);
      }
    }
    return result;
  }

  private void dial(Address suspect) {
    IpAddress at = (IpAddress) down_prot.down(new Event(Event.GET_PHYSICAL_ADDRESS, suspect));
    if (at != null && !suspect.equals(local_addr) && dialled.add(suspect)) {
      getThreadFactory()
          .newThread(
              () -> {
                boolean gone = isRefused(at, Peer.LIFE_OFFSET) && isRefused(at, 0);
                dialled.remove(suspect);
                if (gone && removeSuspect(suspect)) {
                  log.debug("%s: the ports of %s are closed", local_addr, suspect);
                  up_prot.up(new Event(Event.SUSPECT, List.of(suspect)));
                }
              },
              "raft-dials-" + suspect)
          .start();
    }
  }

  private boolean isRefused(IpAddress at, int offset) {
    try (Socket socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(at.getIpAddress(), at.getPort() + offset),
          (int) Math.max(1, timeout));
      return false;
    } catch (ConnectException e) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
