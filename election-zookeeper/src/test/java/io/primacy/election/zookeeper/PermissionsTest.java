package io.primacy.election.zookeeper;

import static io.primacy.election.zookeeper.Nodes.committed;
import static io.primacy.election.zookeeper.Nodes.read;
import static io.primacy.election.zookeeper.Nodes.text;
import static io.primacy.election.zookeeper.Nodes.unknown;
import static io.primacy.election.zookeeper.Nodes.write;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Collections;
import java.util.concurrent.ExecutionException;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooDefs.Perms;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;
import org.apache.zookeeper.server.auth.DigestAuthenticationProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

final class PermissionsTest {

  private static TestEnsemble ensemble;
  private static Operator operator;

  @BeforeAll
  static void startServer() throws Exception {
    ensemble = TestEnsemble.of(1);
    operator = new Operator(ensemble.connect());
    operator.create("/locked", "", Ids.READ_ACL_UNSAFE);
    operator.create("/shared", "");
    Id alice = new Id("digest", DigestAuthenticationProvider.generateDigest("alice:secret"));
    operator.create("/shared/ours", "", Collections.singletonList(new ACL(Perms.ALL, alice)));
  }

  @AfterAll
  static void stopServer() {
    operator.close();
    ensemble.close();
  }

  @Test
  void aRootThatMayNotBeMadeIsNamedInTheCauseAndLoggedOnce() throws Exception {
    String sentence =
        "Asked ZooKeeper to create /primacy; it refuses for lack of permission (NoAuth). Let this"
            + " client read, write and create below /primacy, or set election.zookeeper.auth.";
    try (var logged = new Logged();
        var backend = Nodes.open(ensemble.connect() + "/locked")) {
      assertEquals(sentence, unknown(write(backend, "ledger", 0, "one")).getMessage());
      assertEquals(sentence, unknown(write(backend, "other", 0, "one")).getMessage());
      assertEquals(1, logged.messages().stream().filter(sentence::equals).count());
    }
  }

  @Test
  void aRootWhoseParentIsMissingIsNotMade() throws Exception {
    try (var backend = Nodes.open(ensemble.connect(), "root", "/nowhere/primacy")) {
      assertEquals(
          "Asked ZooKeeper to create /nowhere/primacy; the znode it belongs in does not exist."
              + " Create that first: it is the parent of election.zookeeper.root, or the path at"
              + " the end of election.zookeeper.connect.",
          unknown(write(backend, "ledger", 0, "one")).getMessage());
    }
    assertEquals(null, operator.zooKeeper().exists("/nowhere", false));
  }

  @Test
  void aChrootThatDoesNotExistIsNotMade() throws Exception {
    try (var backend = Nodes.open(ensemble.connect() + "/nowhere")) {
      String cause = unknown(write(backend, "ledger", 0, "one")).getMessage();
      assertEquals(
          "Asked ZooKeeper to create /primacy; the znode it belongs in does not exist.",
          cause.substring(0, cause.indexOf(". ") + 1));
    }
    assertEquals(null, operator.zooKeeper().exists("/nowhere", false));
  }

  @Test
  void whoMayWriteOnlyBelowTheRootCanWork() throws Exception {
    String[] alice = {"root", "/shared/ours", "auth", "alice:secret", "acl", "creator"};
    try (var backend = Nodes.open(ensemble.connect(), alice);
        var stranger = Nodes.open(ensemble.connect(), "root", "/shared/ours")) {
      long version = committed(write(backend, "ledger", 0, "one"));
      committed(write(backend, "ledger", version, "two"));
      assertEquals("two", text(read(backend, "ledger").orElseThrow()));

      String path = "/shared/ours/test/elections/ledger";
      String refused =
          "; it refuses for lack of permission (NoAuth). Let this client read, write and create"
              + " below /shared/ours, or set election.zookeeper.auth.";
      var failure = assertThrows(ExecutionException.class, () -> read(stranger, "ledger"));
      assertEquals("Asked ZooKeeper to read " + path + refused, failure.getCause().getMessage());
      assertEquals(
          "Asked ZooKeeper to create " + path + refused,
          unknown(write(stranger, "ledger", 0, "mine")).getMessage());
    }
  }

  @Test
  void whoMayReadOnlyReadsAndIsToldThatWritingIsRefused() throws Exception {
    try (var backend = Nodes.open(ensemble.connect(), "root", "/readable")) {
      long version = committed(write(backend, "ledger", 0, "one"));
      String path = "/readable/test/elections/ledger";
      operator.zooKeeper().setACL(path, Ids.READ_ACL_UNSAFE, -1);
      assertEquals("one", text(read(backend, "ledger").orElseThrow()));
      assertEquals(
          "Asked ZooKeeper to write "
              + path
              + "; it refuses for lack of permission (NoAuth). Let this client read, write and"
              + " create below /readable, or set election.zookeeper.auth.",
          unknown(write(backend, "ledger", version, "two")).getMessage());
      assertEquals("one", text(read(backend, "ledger").orElseThrow()));
    }
  }

  @Test
  void whatIsOnlyForItsCreatorNeedsCredentials() throws Exception {
    try (var backend = Nodes.open(ensemble.connect(), "root", "/own", "acl", "creator")) {
      assertEquals(
          "Asked ZooKeeper to create /own/test/elections/ledger; it knows of no credentials to restrict access to"
              + " (InvalidACL). Set election.zookeeper.auth, or election.zookeeper.acl = open.",
          unknown(write(backend, "ledger", 0, "one")).getMessage());
    }
  }

  @Test
  void aChrootWorksAsARoot() throws Exception {
    operator.create("/chroot", "");
    try (var backend = Nodes.open(ensemble.connect() + "/chroot", "root", "/")) {
      committed(write(backend, "ledger", 0, "one"));
    }
    assertEquals(
        "one", operator.get("/chroot/test/elections/ledger").lines().skip(1).findFirst().get());
  }
}
