package io.primacy.election.zookeeper;

import java.io.IOException;
import org.apache.zookeeper.server.quorum.QuorumPeerMain;

/** A ZooKeeper server that ends with the process that started it. */
final class ServerProcess {

  private ServerProcess() {}

  public static void main(String[] args) {
    Thread parent = new Thread(ServerProcess::endWithParent, "parent");
    parent.setDaemon(true);
    parent.start();
    QuorumPeerMain.main(args);
  }

  private static void endWithParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever sent.
      }
    } catch (IOException e) {
      // The pipe broke: the same.
    }
    Runtime.getRuntime().halt(0);
  }
}
