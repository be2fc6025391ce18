package com.ytempire.ml.core.store.object;

import com.ytempire.ml.core.settings.ObjectStoreSettings;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * The objects of a bucket whose keys begin alike, as files with relative paths. Safe to share
 * between threads. Calls block; the client itself tries again after passing failures. A missing
 * object or bucket is a {@link NoSuchFileException}, a refusal an {@link AccessDeniedException}.
 */
public final class S3Folder implements AutoCloseable {
  private static final String SCHEME = "s3";

  private static final int UNAUTHORIZED = 401;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int PRECONDITION_FAILED = 412;

  private final S3Client client;
  private final String bucket;
  private final String prefix;

  private S3Folder(S3Client client, String bucket, String prefix) {
    this.client = client;
    this.bucket = bucket;
    this.prefix = prefix;
  }

  /** Whether a path is the address of such a folder, and not of one on this machine. */
  public static boolean isAddress(String path) {
    return path.startsWith(SCHEME + "://");
  }

  /**
   * Opens a folder; nothing is asked of the server yet.
   *
   * @param address {@code s3://bucket/prefix}, or {@code s3://bucket} for all of it
   * @throws IllegalArgumentException when the address has another form
   */
  public static S3Folder open(String address, ObjectStoreSettings settings) {
    int start = SCHEME.length() + "://".length();
    int slash = address.indexOf('/', start);
    String bucket =
        slash < 0
            ? address.substring(Math.min(start, address.length()))
            : address.substring(start, slash);
    if (!isAddress(address) || bucket.isEmpty()) {
      throw new IllegalArgumentException(
          "'%s' has not the form s3://bucket/prefix".formatted(address));
    }
    String prefix = slash < 0 ? "" : address.substring(slash + 1);
    boolean isComplete = prefix.isEmpty() || prefix.endsWith("/");
    return new S3Folder(client(settings), bucket, isComplete ? prefix : prefix + "/");
  }

  private static S3Client client(ObjectStoreSettings settings) {
    S3ClientBuilder builder =
        S3Client.builder()
            .region(Region.of(settings.region()))
            .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(Duration.ofSeconds(5))
                    .socketTimeout(Duration.ofSeconds(30)));
    URI endpoint = settings.endpoint();
    if (endpoint != null) {
      // A server of one's own seldom has a host name per bucket.
      builder.endpointOverride(endpoint).forcePathStyle(true);
    }
    if (settings.accessKeyId() != null && settings.secretAccessKey() != null) {
      builder.credentialsProvider(
          StaticCredentialsProvider.create(
              AwsBasicCredentials.create(
                  settings.accessKeyId(), settings.secretAccessKey().reveal())));
    }
    return builder.build();
  }

  /** Paths of all objects below a folder, sorted; empty where there are none. */
  public List<String> list(String folder) throws IOException {
    String below = folder.isEmpty() ? prefix : prefix + folder + "/";
    try {
      return client
          .listObjectsV2Paginator(list -> list.bucket(bucket).prefix(below))
          .contents()
          .stream()
          .map(S3Object::key)
          .filter(key -> !key.endsWith("/"))
          .map(key -> key.substring(prefix.length()))
          .sorted()
          .toList();
    } catch (SdkException e) {
      throw failure("listing", below, e);
    }
  }

  /**
   * Length of an object in bytes.
   *
   * @throws NoSuchFileException when there is no such object
   */
  public long length(String path) throws IOException {
    try {
      return client.headObject(head -> head.bucket(bucket).key(prefix + path)).contentLength();
    } catch (SdkException e) {
      throw failure("looking at", prefix + path, e);
    }
  }

  /**
   * Reads a part of an object.
   *
   * @param from first byte, from 0
   * @param count how many bytes, at least 1; the object must reach that far
   */
  public byte[] read(String path, long from, int count) throws IOException {
    String range = "bytes=%d-%d".formatted(from, from + count - 1);
    try {
      byte[] part =
          client
              .getObjectAsBytes(get -> get.bucket(bucket).key(prefix + path).range(range))
              .asByteArrayUnsafe();
      if (part.length != count) {
        throw new IOException(
            "%s: %d bytes instead of %d at %d".formatted(describe(path), part.length, count, from));
      }
      return part;
    } catch (SdkException e) {
      throw failure("reading", prefix + path, e);
    }
  }

  /**
   * The object's content from a byte on, as it comes in; the caller closes it. A connection that
   * breaks shows as an {@link IOException} or as an early end.
   *
   * @param from first byte, from 0, below the object's length
   * @throws NoSuchFileException when there is no such object
   */
  public InputStream open(String path, long from) throws IOException {
    try {
      return client.getObject(
          get -> {
            get.bucket(bucket).key(prefix + path);
            if (from > 0) {
              get.range("bytes=" + from + "-");
            }
          });
    } catch (SdkException e) {
      throw failure("opening", prefix + path, e);
    }
  }

  /**
   * Puts a file there, whole or not at all, unless an object of that name is there. Of several who
   * try at once one succeeds, on servers that know conditional writes.
   *
   * @return whether it was put there
   */
  public boolean writeNew(String path, Path file) throws IOException {
    try {
      client.putObject(
          put -> put.bucket(bucket).key(prefix + path).ifNoneMatch("*"),
          RequestBody.fromFile(file));
      return true;
    } catch (S3Exception e) {
      if (e.statusCode() == PRECONDITION_FAILED || e.statusCode() == CONFLICT) {
        return false;
      }
      throw failure("writing", prefix + path, e);
    } catch (SdkException e) {
      throw failure("writing", prefix + path, e);
    }
  }

  /** Puts a file there, whole or not at all; an object of that name is replaced. */
  public void write(String path, Path file) throws IOException {
    try {
      client.putObject(put -> put.bucket(bucket).key(prefix + path), RequestBody.fromFile(file));
    } catch (SdkException e) {
      throw failure("writing", prefix + path, e);
    }
  }

  /** Puts an object there, whole or not at all; one of that name is replaced. */
  public void write(String path, byte[] content) throws IOException {
    try {
      client.putObject(
          put -> put.bucket(bucket).key(prefix + path), RequestBody.fromBytes(content));
    } catch (SdkException e) {
      throw failure("writing", prefix + path, e);
    }
  }

  /**
   * The whole of an object.
   *
   * @throws NoSuchFileException when there is no such object
   */
  public byte[] read(String path) throws IOException {
    try {
      return client
          .getObjectAsBytes(get -> get.bucket(bucket).key(prefix + path))
          .asByteArrayUnsafe();
    } catch (SdkException e) {
      throw failure("reading", prefix + path, e);
    }
  }

  /** The address of an object, without credentials. */
  public String describe(String path) {
    return "s3://" + bucket + "/" + prefix + path;
  }

  private IOException failure(String doing, String key, SdkException cause) {
    String address = "s3://%s/%s".formatted(bucket, key);
    String message = "%s %s failed: %s".formatted(doing, address, cause.getMessage());
    IOException failure =
        switch (cause instanceof S3Exception answer ? answer.statusCode() : 0) {
          case NOT_FOUND -> new NoSuchFileException(address, null, message);
          case UNAUTHORIZED, FORBIDDEN -> new AccessDeniedException(address, null, message);
          default -> new IOException(message);
        };
    failure.initCause(cause);
    return failure;
  }

  /** Where it is, without credentials. */
  @Override
  public String toString() {
    return describe("");
  }

  @Override
  public void close() {
    client.close();
  }
}
