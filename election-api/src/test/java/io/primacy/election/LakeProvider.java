package io.primacy.election;

import io.primacy.election.spi.BackendContext;
import io.primacy.election.spi.Capability;
import io.primacy.election.spi.ElectionBackend;
import io.primacy.election.spi.ElectionProvider;
import io.primacy.election.spi.Setting;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A provider with one setting of each kind. */
public class LakeProvider implements ElectionProvider {

  static final Setting<String> CONNECT = Setting.text("connect", "where the service is");
  static final Setting<String> PASSWORD =
      Setting.text("password", "the password")
          .checked(
              text -> {
                if (text.length() < 8) {
                  throw new IllegalArgumentException("'" + text + "' is too short");
                }
              })
          .secret()
          .optional();
  static final Setting<Duration> SESSION =
      Setting.duration("session-timeout", "how long").withDefault(Duration.ofSeconds(4));
  static final Setting<String> CLIENT = Setting.passThrough("client", "for the client");

  @Override
  public String name() {
    return "lake";
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(CONNECT, PASSWORD, SESSION, CLIENT);
  }

  @Override
  public Set<Capability> capabilities() {
    return Set.of();
  }

  @Override
  public ElectionBackend open(BackendContext context) {
    throw new UnsupportedOperationException();
  }
}
