package io.primacy.election.node.operate;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The servers that a store's settings name. How many vote is known only from how it is reached. */
final class Servers {

  private static final Pattern LINE =
      Pattern.compile("^.*\\b(?:connect|members|voters)\\b[^=]* = (.*)$", Pattern.MULTILINE);
  private static final Pattern ADDRESS = Pattern.compile("[^\\s,;\\[\\]=/]+:\\d+");

  private Servers() {}

  /**
   * Those in the text of some settings, a line for each, without their names.
   *
   * @param settings as {@link io.primacy.election.spi.Settings#toString} writes them
   */
  static Set<String> in(String settings) {
    Set<String> found = new TreeSet<>();
    for (Matcher line = LINE.matcher(settings); line.find(); ) {
      for (Matcher address = ADDRESS.matcher(line.group(1)); address.find(); ) {
        found.add(address.group());
      }
    }
    return found;
  }
}
