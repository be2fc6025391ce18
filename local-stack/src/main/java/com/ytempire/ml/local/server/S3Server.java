package com.ytempire.ml.local.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/**
 * An S3 server over a folder, in this JVM: one object is one file.
 *
 * <p>Listens on 127.0.0.1 only and checks signatures. Multipart uploads and conditional writes
 * work; object versions do not, so keys must be immutable.
 */
public final class S3Server implements StackServer {

  private static final String RUNNING = "STARTED";

  private final Path folder;
  private final int port;
  private final StackSecrets secrets;
  private @Nullable S3Proxy server;

  S3Server(DataFolder data, int port, StackSecrets secrets) {
    this.folder = data.folder("s3");
    this.port = port;
    this.secrets = secrets;
  }

  @Override
  public ServerName name() {
    return ServerName.S3;
  }

  @Override
  public void start() {
    try {
      server =
          S3Proxy.builder()
              .endpoint(URI.create("http://127.0.0.1:" + port))
              .blobStore(new FilesystemNio2BlobStore(folder.toString()))
              .awsAuthentication(
                  AuthenticationType.AWS_V2_OR_V4, secrets.s3AccessKey(), secrets.s3SecretKey())
              .ignoreUnknownHeaders(true)
              .jettyMaxThreads(16)
              .build();
      server.start();
      buckets().create();
    } catch (ServerException e) {
      close();
      throw e;
    } catch (Exception e) {
      close();
      throw new ServerException("S3 did not start: " + e.getMessage(), e);
    }
  }

  S3Buckets buckets() {
    return new S3Buckets(
        URI.create(address()), secrets.s3AccessKey(), secrets.s3SecretKey(), "us-east-1");
  }

  @Override
  public String address() {
    return "http://localhost:" + port;
  }

  @Override
  public String version() {
    return "s3proxy "
        + Optional.ofNullable(S3Proxy.class.getPackage().getImplementationVersion()).orElse("4");
  }

  @Override
  public boolean isHealthy() {
    S3Proxy running = server;
    return running != null && RUNNING.equals(running.getState()) && buckets().answers();
  }

  @Override
  public void close() {
    S3Proxy running = server;
    server = null;
    if (running != null) {
      try {
        running.stop();
      } catch (Exception e) {
        throw new ServerException("S3 did not stop in order: " + e.getMessage(), e);
      }
    }
  }
}
