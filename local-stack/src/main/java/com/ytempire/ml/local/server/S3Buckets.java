package com.ytempire.ml.local.server;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Bucket;

/**
 * The platform's buckets at one S3 endpoint.
 *
 * @param endpoint such as {@code http://localhost:9000}
 * @param accessKey key id of the account
 * @param secretKey its secret
 * @param region any region for the embedded server
 */
record S3Buckets(URI endpoint, String accessKey, String secretKey, String region) {

  static final List<String> NAMES =
      List.of("ytempire-models", "ytempire-data", "ytempire-features");

  /** A client of this endpoint; the caller closes it. */
  S3Client client() {
    AwsCredentialsProvider credentials =
        StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey));
    return S3Client.builder()
        .endpointOverride(endpoint)
        .region(Region.of(region))
        .credentialsProvider(credentials)
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .httpClientBuilder(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(Duration.ofSeconds(5))
                .socketTimeout(Duration.ofSeconds(20)))
        .build();
  }

  /**
   * Creates the buckets that are missing.
   *
   * @throws ServerException when the endpoint does not answer, or refuses the account
   */
  void create() {
    try (S3Client s3 = client()) {
      Set<String> existing =
          s3.listBuckets().buckets().stream().map(Bucket::name).collect(Collectors.toSet());
      for (String bucket : NAMES) {
        if (!existing.contains(bucket)) {
          s3.createBucket(request -> request.bucket(bucket));
        }
      }
    } catch (SdkException e) {
      throw new ServerException(
          "S3 at %s does not answer as it should: %s".formatted(endpoint, e.getMessage()), e);
    }
  }

  boolean answers() {
    try (S3Client s3 = client()) {
      s3.headBucket(request -> request.bucket(NAMES.get(0)));
      return true;
    } catch (SdkException e) {
      return false;
    }
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "S3Buckets[" + endpoint + "]";
  }
}
