package com.ytempire.ml.core.settings;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * URLs that are allowed: {@code scheme://host[:port]}.
 *
 * @param scheme {@code s3}, {@code https} or {@code http}
 * @param host a bucket or a host name in lower case; {@code *.} before a name stands for every name
 *     below it, {@code *} alone for every name
 * @param port the one port that is allowed; the scheme's where the rule names none
 */
public record UrlRule(String scheme, String host, int port) implements Serializable {
  static final String EXPECTATION =
      "s3://bucket, https://host[:port] or http://host[:port]; a host may be *.name or *";

  private static final Pattern NUMERIC = Pattern.compile("\\d+|0x[0-9a-f]*");
  private static final Pattern FORM =
      Pattern.compile(
          "(s3|https?)://(\\*|(?:\\*\\.)?[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?::(\\d{1,5}))?");

  /** The buckets that the reference names. */
  static final List<UrlRule> DEFAULTS =
      list("s3://models,s3://datasets,s3://ytempire-models,s3://ytempire-data");

  static List<UrlRule> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(UrlRule::parse).toList();
  }

  /**
   * @throws IllegalArgumentException when the text has another form
   */
  public static UrlRule parse(String text) {
    var form = FORM.matcher(text.trim().toLowerCase(Locale.ROOT));
    if (!form.matches()) {
      throw new IllegalArgumentException("'%s': expected %s".formatted(text, EXPECTATION));
    }
    String scheme = form.group(1);
    String host = form.group(2);
    String port = form.group(3);
    boolean bucket = scheme.equals("s3");
    if (bucket && (host.contains("*") || port != null)) {
      throw new IllegalArgumentException(
          "'%s': a bucket is named in full and has no port".formatted(text));
    }
    if (!bucket && isNumeric(host)) {
      throw new IllegalArgumentException("'%s': name a host, not an address".formatted(text));
    }
    int number = port == null ? defaultPort(scheme) : Integer.parseInt(port);
    if (!bucket && (number < 1 || number > 65_535)) {
      throw new IllegalArgumentException("'%s': the port is out of range".formatted(text));
    }
    return new UrlRule(scheme, host, number);
  }

  /** 443, 80, or -1 for a bucket. */
  public static int defaultPort(String scheme) {
    return switch (scheme) {
      case "https" -> 443;
      case "http" -> 80;
      default -> -1;
    };
  }

  /** Whether it allows the URLs of a scheme, a host in lower case, and a port. */
  public boolean allows(String otherScheme, String name, int otherPort) {
    return scheme.equals(otherScheme) && port == otherPort && allows(name);
  }

  /** Whether resolvers may take a name for an address: its last label is a number. */
  public static boolean isNumeric(String host) {
    return NUMERIC.matcher(host.substring(host.lastIndexOf('.') + 1)).matches();
  }

  private boolean allows(String name) {
    if (host.equals("*")) {
      return true;
    }
    return host.startsWith("*.") ? name.endsWith(host.substring(1)) : name.equals(host);
  }
}
