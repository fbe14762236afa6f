package io.primacy.election.zookeeper;

import io.primacy.election.spi.BackendException;
import java.util.function.Consumer;
import org.apache.zookeeper.KeeperException.Code;

/** Makes the znodes that records are kept in, from the root downwards and never above it. */
final class Places {

  private final String root;
  private final Refusal refusal;

  Places(String root, Refusal refusal) {
    this.root = root;
    this.refusal = refusal;
  }

  /*
   * From below: who may write in the root need not be allowed to look at what is above it, and a
   * znode that exists already is refused for lack of permission first.
   */
  void make(Link link, String path, Runnable then, Consumer<BackendException> failed) {
    link.create(
        path,
        then,
        code -> {
          if (code == Code.NODEEXISTS) {
            then.run();
          } else if (code != Code.NONODE) {
            failed.accept(refusal.of("create", path, code));
          } else if (path.equals(root) || Layout.parent(path).equals("/")) {
            failed.accept(refusal.noPlaceFor(path));
          } else {
            make(link, Layout.parent(path), () -> make(link, path, then, failed), failed);
          }
        });
  }
}
