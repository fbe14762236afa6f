package io.primacy.election.atomix;

import io.atomix.cluster.messaging.MessagingConfig;
import io.atomix.cluster.messaging.TlsConfig;
import io.primacy.election.spi.BackendException;
import io.primacy.election.spi.Setting;
import io.primacy.election.spi.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;

/** Keys for the messages: both sides show a certificate, or nobody does. */
final class Tls {

  private Tls() {}

  /**
   * Messaging as the settings ask for it, plain or with TLS.
   *
   * @throws BackendException when it can not be had
   */
  static MessagingConfig messaging(Settings settings) {
    MessagingConfig config = new MessagingConfig();
    // The library takes its defaults from system properties and a file in /conf; this one has none.
    config.setTlsConfig(new TlsConfig().setEnabled(false));
    Optional<String> keys = settings.find(AtomixSettings.TLS_KEYSTORE);
    Optional<String> trusted = settings.find(AtomixSettings.TLS_TRUSTSTORE);
    if (keys.isEmpty() && trusted.isEmpty()) {
      return config;
    }
    if (keys.isEmpty() || trusted.isEmpty()) {
      throw new BackendException(
          "Asked for TLS; only one of election.atomix.tls-keystore and tls-truststore is given."
              + " Both sides prove who they are here: give both.");
    }
    String keyPassword = password(settings, AtomixSettings.TLS_KEYSTORE_PASSWORD);
    String trustPassword = password(settings, AtomixSettings.TLS_TRUSTSTORE_PASSWORD);
    requireReadable(keys.get(), keyPassword);
    requireReadable(trusted.get(), trustPassword);
    config
        .getTlsConfig()
        .setEnabled(true)
        .setKeyStore(keys.get())
        .setKeyStorePassword(keyPassword)
        .setTrustStore(trusted.get())
        .setTrustStorePassword(trustPassword);
    return config;
  }

  private static void requireReadable(String file, String password) {
    try (InputStream in = Files.newInputStream(Path.of(file))) {
      KeyStore.getInstance("PKCS12").load(in, password.toCharArray());
    } catch (IOException | GeneralSecurityException e) {
      throw new BackendException(
          "Asked for TLS with "
              + file
              + "; it can not be read: "
              + e
              + ". Give a PKCS #12 file and its password.",
          e);
    }
  }

  private static String password(Settings settings, Setting<String> setting) {
    return settings.find(setting).orElse("");
  }
}
