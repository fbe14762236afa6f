package io.primacy.election.node.health.checks;

import java.util.List;

/** The kinds of check that come with a node. */
public final class CheckTypes {

  /** All of them. */
  public static final List<CheckType> ALL =
      List.of(
          JdbcCheck.TYPE,
          TcpCheck.TYPE,
          HttpCheck.TYPE,
          DiskCheck.TYPE,
          ClockCheck.TYPE,
          NtpCheck.TYPE,
          StallCheck.TYPE,
          ScriptCheck.TYPE);

  private CheckTypes() {}
}
