package io.primacy.election.atomix;

import io.atomix.cluster.ClusterMembershipEventListener;
import io.atomix.cluster.ClusterMembershipService;
import io.atomix.cluster.Member;
import io.atomix.cluster.MemberId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Who there is, as configured. The library's own membership gossips, and ends sessions and votes on
 * what it believes; this one knows the voters, and reads a client's address in its name.
 */
final class Roster implements ClusterMembershipService {

  private static final char AT = '@';

  private final Member self;
  private final Map<MemberId, Member> voters;

  private Roster(Member self, List<Peer> voters) {
    this.self = self;
    this.voters =
        voters.stream()
            .map(Roster::member)
            .collect(Collectors.toUnmodifiableMap(Member::id, Function.identity()));
  }

  static Roster ofVoter(Peer self, List<Peer> voters) {
    return new Roster(member(self), voters);
  }

  /**
   * @param name differs from that of every other run of every client
   */
  static Roster ofClient(String name, Peer at, List<Peer> voters) {
    return new Roster(Member.member(MemberId.from(name + AT + at.where()), at.address()), voters);
  }

  List<MemberId> others() {
    return voters.keySet().stream().filter(id -> !id.equals(self.id())).toList();
  }

  @Override
  public Member getLocalMember() {
    return self;
  }

  @Override
  public Set<Member> getMembers() {
    Set<Member> all = new HashSet<>(voters.values());
    all.add(self);
    return all;
  }

  @Override
  public @Nullable Member getMember(MemberId id) {
    if (id.equals(self.id())) {
      return self;
    }
    Member voter = voters.get(id);
    return voter == null ? client(id) : voter;
  }

  /** Nobody comes or goes. */
  @Override
  public void addListener(ClusterMembershipEventListener listener) {}

  @Override
  public void removeListener(ClusterMembershipEventListener listener) {}

  private static @Nullable Member client(MemberId id) {
    int at = id.id().indexOf(AT);
    if (at < 0) {
      return null;
    }
    try {
      return Member.member(id, Peer.at("client", id.id().substring(at + 1)).address());
    } catch (RuntimeException e) {
      // Its name is none of ours, or its host can not be found: hints do not reach it, its own
      // looking does.
      return null;
    }
  }

  private static Member member(Peer peer) {
    return Member.member(peer.member(), peer.address());
  }
}
