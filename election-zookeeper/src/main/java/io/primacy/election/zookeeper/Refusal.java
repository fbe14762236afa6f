package io.primacy.election.zookeeper;

import io.primacy.election.spi.BackendException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.KeeperException.Code;

/** Turns the ensemble's refusals into sentences, and logs each kind once for a connection. */
final class Refusal {

  private static final Logger LOG = System.getLogger(Refusal.class.getName());

  private static final Set<Code> LOSSES =
      EnumSet.of(
          Code.CONNECTIONLOSS,
          Code.OPERATIONTIMEOUT,
          Code.REQUESTTIMEOUT,
          Code.SESSIONEXPIRED,
          Code.SESSIONMOVED);

  private final String root;
  private final Set<String> said = new HashSet<>(); // Guarded by itself.

  Refusal(String root) {
    this.root = root;
  }

  /** Whether the connection ended before an answer came; the next one may bring it. */
  static boolean isLoss(Code code) {
    return LOSSES.contains(code);
  }

  /** Starts over: what was refused on the last connection may be new on this one. */
  void connected() {
    synchronized (said) {
      said.clear();
    }
  }

  /** The sentence for a refusal to do something with a path. */
  BackendException of(String verb, String path, Code code) {
    String asked = "Asked ZooKeeper to " + verb + " " + path + "; ";
    String sentence =
        asked
            + switch (code) {
              case NOAUTH ->
                  "it refuses for lack of permission (NoAuth). Let this client read, write and"
                      + " create below "
                      + root
                      + ", or set election.zookeeper.auth.";
              case INVALIDACL ->
                  "it knows of no credentials to restrict access to (InvalidACL). Set"
                      + " election.zookeeper.auth, or election.zookeeper.acl = open.";
              case AUTHFAILED ->
                  "it refuses this client's credentials (AuthFailed). Correct"
                      + " election.zookeeper.auth-scheme and auth, or the SASL configuration.";
              case CONNECTIONLOSS, OPERATIONTIMEOUT, REQUESTTIMEOUT, SESSIONEXPIRED, SESSIONMOVED ->
                  "the connection ended without an answer (" + code + "). Read the record back.";
              case UNIMPLEMENTED ->
                  "the server does not know how (Unimplemented). Use ZooKeeper 3.6 or later.";
              case QUOTAEXCEEDED ->
                  "a quota is used up (QuotaExceeded). Raise the quota on " + root + ".";
              default -> "it answered " + code + ". See the log of its servers.";
            };
    BackendException refusal = new BackendException(sentence, KeeperException.create(code, path));
    if (!isLoss(code)) {
      say(verb + code, sentence);
    }
    return refusal;
  }

  /** The sentence for a root that has nowhere to be. */
  BackendException noPlaceFor(String path) {
    String sentence =
        "Asked ZooKeeper to create "
            + path
            + "; the znode it belongs in does not exist. Create that first: it is the parent of"
            + " election.zookeeper.root, or the path at the end of election.zookeeper.connect.";
    say("place", sentence);
    return new BackendException(sentence);
  }

  private void say(String kind, String sentence) {
    synchronized (said) {
      if (said.add(kind)) {
        LOG.log(Level.WARNING, sentence);
      }
    }
  }
}
