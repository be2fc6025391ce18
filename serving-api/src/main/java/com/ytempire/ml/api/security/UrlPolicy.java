package com.ytempire.ml.api.security;

import com.ytempire.ml.api.http.ProblemException;
import com.ytempire.ml.core.settings.UrlRule;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * Decides which URLs in requests may be used: those that a rule allows, written plainly, whose host
 * is a name with public addresses only. Everything that two programs could read in two ways is
 * refused, rather than understood: users, escapes in hosts, addresses in whatever notation, dots at
 * the end of a name, other letters than ASCII. There is no rule for local files.
 *
 * <p>Safe to share between threads. Asks for the host's addresses, so it may block: seconds, when
 * name servers are away.
 */
public final class UrlPolicy {
  private static final int LONGEST = 2048;
  private static final Pattern NAME =
      Pattern.compile(
          "[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?(?:\\.[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?)*");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final List<UrlRule> rules;
  private final HostResolver resolver;
  private final Predicate<InetAddress> isReachable;

  /**
   * A policy that reaches public addresses only.
   *
   * @param allowed none refuses everything
   */
  public UrlPolicy(List<UrlRule> allowed, HostResolver resolver) {
    this(allowed, resolver, PublicAddresses::contains);
  }

  /** For tests, whose servers are on this machine. */
  UrlPolicy(List<UrlRule> allowed, HostResolver resolver, Predicate<InetAddress> isReachable) {
    this.rules = List.copyOf(allowed);
    this.resolver = resolver;
    this.isReachable = isReachable;
  }

  /**
   * Lets a URL through or says why not.
   *
   * @param text as it came
   * @throws UrlRefusedException with a reason that can be sent to whoever sent the URL
   */
  public AllowedUrl check(String text) throws UrlRefusedException {
    requirePlain(text);
    URI uri = parse(text);
    String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
    String host = uri.getHost().toLowerCase(Locale.ROOT);
    boolean bucket = scheme.equals("s3");
    if (bucket ? !BUCKET.matcher(host).matches() : !NAME.matcher(host).matches()) {
      throw new UrlRefusedException("its host is no plain name");
    }
    if (!bucket && UrlRule.isNumeric(host)) {
      throw new UrlRefusedException("its host is an address, not a name");
    }
    if (bucket && uri.getPort() >= 0) {
      throw new UrlRefusedException("a bucket has no port");
    }
    int port = uri.getPort() >= 0 ? uri.getPort() : UrlRule.defaultPort(scheme);
    if (rules.stream().noneMatch(rule -> rule.allows(scheme, host, port))) {
      throw new UrlRefusedException(
          "its scheme, host and port are not on the list of allowed ones");
    }
    return new AllowedUrl(normal(uri, scheme, host), bucket ? List.of() : addresses(host));
  }

  /**
   * The same for a field of a request. Blocks; call it where blocking work runs.
   *
   * @param field as the caller spells it
   * @throws ProblemException naming the field and the reason
   */
  public AllowedUrl require(String field, String text) {
    try {
      return check(text);
    } catch (UrlRefusedException e) {
      throw ProblemException.invalid(field, text, String.valueOf(e.getMessage()));
    }
  }

  /** Printable ASCII without what RFC 3986 excludes; {@code \} is a slash to some programs. */
  private static void requirePlain(String text) throws UrlRefusedException {
    if (text.length() > LONGEST) {
      throw new UrlRefusedException("it is longer than " + LONGEST + " characters");
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c <= ' ' || c >= 0x7f || "\\\"<>^`{|}".indexOf(c) >= 0) {
        throw new UrlRefusedException("it has characters that a URL cannot have");
      }
    }
  }

  private static URI parse(String text) throws UrlRefusedException {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new UrlRefusedException("it is no URL");
    }
    String authority = uri.getRawAuthority();
    if (uri.getScheme() == null || uri.isOpaque() || authority == null) {
      throw new UrlRefusedException("it is no URL of the form scheme://host/path");
    }
    if (authority.indexOf('@') >= 0) {
      throw new UrlRefusedException("it names a user");
    }
    if (uri.getHost() == null || authority.endsWith(":") || uri.getPort() == 0) {
      throw new UrlRefusedException("its host is no plain name");
    }
    if (uri.getRawFragment() != null) {
      throw new UrlRefusedException("it has a fragment");
    }
    requirePlainPath(uri.getRawPath());
    return uri;
  }

  /** A path must mean the same to whoever reads it, before and after its escapes are resolved. */
  private static void requirePlainPath(String path) throws UrlRefusedException {
    String lower = path.toLowerCase(Locale.ROOT);
    if (lower.contains("%2e")
        || lower.contains("%2f")
        || lower.contains("%5c")
        || lower.contains("%25")
        || lower.contains("%0")
        || lower.contains("%1")) {
      throw new UrlRefusedException("its path has escapes that can be misread");
    }
    for (String segment : path.split("/", -1)) {
      if (segment.equals(".") || segment.equals("..")) {
        throw new UrlRefusedException("its path has the segment . or ..");
      }
    }
  }

  private static URI normal(URI uri, String scheme, String host) throws UrlRefusedException {
    try {
      String port = uri.getPort() >= 0 ? ":" + uri.getPort() : "";
      String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
      return new URI(scheme + "://" + host + port + uri.getRawPath() + query);
    } catch (URISyntaxException e) {
      throw new UrlRefusedException("it is no URL");
    }
  }

  /** One address that is not public spoils all: a name must not lead now here, now there. */
  private List<InetAddress> addresses(String host) throws UrlRefusedException {
    try {
      List<InetAddress> addresses = resolver.resolve(host);
      if (!addresses.isEmpty() && addresses.stream().allMatch(isReachable)) {
        return addresses;
      }
    } catch (UnknownHostException e) {
      // Same answer as below: whether an internal name exists is nobody's business.
    }
    throw new UrlRefusedException("its host has no public address");
  }
}
