package io.primacy.election.raft;

import io.primacy.election.spi.BackendException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jgroups.conf.ProtocolConfiguration;
import org.jgroups.conf.XmlConfigurator;
import org.jgroups.protocols.raft.RAFT;
import org.jgroups.protocols.raft.election.BaseElection;
import org.jgroups.stack.Configurator;
import org.jgroups.stack.Protocol;
import org.jgroups.stack.ProtocolStack;

/**
 * A stack of the operator's own. Its NO_DUPES, ELECTION2 and RAFT are replaced by ours, and it is
 * refused if it lacks what safety needs.
 */
final class StackFile {

  private static final String NO_DUPES = "raft.NO_DUPES";
  private static final String GMS = "pbcast.GMS";
  private static final String ELECTION = "raft.ELECTION2";
  private static final String RAFT_NAME = "raft.RAFT";

  private final String file;
  private final List<ProtocolConfiguration> parts;

  private StackFile(String file, List<ProtocolConfiguration> parts) {
    this.file = file;
    this.parts = parts;
  }

  /**
   * Reads and checks a file.
   *
   * @throws BackendException with everything that is wrong with it
   */
  static StackFile read(String file) {
    StackFile read;
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      read = new StackFile(file, XmlConfigurator.getInstance(in).getProtocolStack());
    } catch (IOException | RuntimeException e) {
      throw new BackendException(
          "Asked for the stack in " + file + "; it can not be read: " + e + ". Correct the file.",
          e);
    }
    List<String> problems = read.problems();
    if (!problems.isEmpty()) {
      throw new BackendException(
          "Asked for the stack in "
              + file
              + "; it is not safe: "
              + String.join("; ", problems)
              + ". Correct the file.");
    }
    return read;
  }

  /** The protocols, from the bottom to the top. */
  List<Protocol> protocols(RAFT raft, BaseElection election) {
    List<ProtocolConfiguration> others = new ArrayList<>(parts);
    others.removeIf(part -> is(part, NO_DUPES) || is(part, ELECTION) || is(part, RAFT_NAME));
    try {
      others.forEach(ProtocolConfiguration::substituteVariables);
      List<Protocol> made =
          new ArrayList<>(
              Configurator.createProtocolsAndInitializeAttrs(others, new ProtocolStack()));
      made.add(at(NO_DUPES), new NoDuplicates());
      made.add(at(ELECTION), election);
      made.add(at(RAFT_NAME), raft);
      return made;
    } catch (Exception e) {
      throw new BackendException(
          "Asked for the stack in " + file + "; it can not be made: " + e + ". Correct the file.",
          e);
    }
  }

  private List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (String needed : List.of(NO_DUPES, GMS, ELECTION, RAFT_NAME)) {
      if (at(needed) < 0) {
        problems.add(needed + " is missing");
      }
    }
    requireOrder(problems, NO_DUPES, GMS, "it would let a voter in twice");
    requireOrder(problems, GMS, ELECTION, "it would not learn who is there");
    requireOrder(problems, ELECTION, RAFT_NAME, "it would vote without");
    if (parts.stream().noneMatch(part -> last(part).startsWith("FD_"))) {
      problems.add("no failure detection (FD_SOCK2, FD_ALL3): a silent voter would stop all");
    }
    if (parts.stream().noneMatch(part -> last(part).startsWith("MERGE"))) {
      problems.add("MERGE3 is missing: parts would stay apart");
    }
    for (ProtocolConfiguration part : parts) {
      if (is(part, "raft.ELECTION") || is(part, "raft.CLIENT") || is(part, "raft.REDIRECT")) {
        problems.add(part.getProtocolName() + " has no place here");
      }
      if (is(part, RAFT_NAME)) {
        requireOurs(problems, part.getProperties());
      }
    }
    return problems;
  }

  /* Its attributes are ours: what a file says otherwise would be a surprise. */
  private static void requireOurs(List<String> problems, Map<String, String> attributes) {
    attributes
        .keySet()
        .forEach(
            name -> problems.add(RAFT_NAME + " sets " + name + ", which election.raft decides"));
  }

  private void requireOrder(List<String> problems, String below, String above, String why) {
    if (at(below) >= 0 && at(above) >= 0 && at(below) > at(above)) {
      problems.add(below + " must come before " + above + ": " + why);
    }
  }

  private int at(String name) {
    for (int i = 0; i < parts.size(); i++) {
      if (is(parts.get(i), name)) {
        return i;
      }
    }
    return -1;
  }

  private static boolean is(ProtocolConfiguration part, String name) {
    return part.getProtocolName().equals(name)
        || part.getProtocolName().equals("org.jgroups.protocols." + name);
  }

  private static String last(ProtocolConfiguration part) {
    String name = part.getProtocolName();
    return name.substring(name.lastIndexOf('.') + 1);
  }
}
