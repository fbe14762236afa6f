package io.primacy.election.raft;

import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys for talking to voters: both sides show a certificate, or nobody does. */
final class Tls {

  private Tls() {}

  /**
   * What the settings ask for; empty for plain connections.
   *
   * @throws BackendException when it can not be had
   */
  static Optional<SSLContext> context(Settings settings) {
    Optional<String> keys = settings.find(RaftSettings.TLS_KEYSTORE);
    Optional<String> trusted = settings.find(RaftSettings.TLS_TRUSTSTORE);
    if (keys.isEmpty() && trusted.isEmpty()) {
      return Optional.empty();
    }
    if (keys.isEmpty() || trusted.isEmpty()) {
      throw new BackendException(
          "Asked for TLS; only one of election.raft.tls-keystore and tls-truststore is given. Both"
              + " sides prove who they are here: give both.");
    }
    char[] keyPassword = password(settings.find(RaftSettings.TLS_KEYSTORE_PASSWORD));
    char[] trustPassword = password(settings.find(RaftSettings.TLS_TRUSTSTORE_PASSWORD));
    try {
      KeyManagerFactory keyManagers =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keyManagers.init(load(keys.get(), keyPassword), keyPassword);
      TrustManagerFactory trustManagers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trustManagers.init(load(trusted.get(), trustPassword));
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
      return Optional.of(context);
    } catch (IOException | GeneralSecurityException e) {
      throw new BackendException(
          "Asked for TLS with "
              + keys.get()
              + " and "
              + trusted.get()
              + "; they can not be read: "
              + e
              + ". Give PKCS #12 files and their passwords.",
          e);
    }
  }

  private static KeyStore load(String file, char[] password)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      store.load(in, password);
    }
    return store;
  }

  private static char[] password(Optional<String> setting) {
    return setting.orElse("").toCharArray();
  }
}
