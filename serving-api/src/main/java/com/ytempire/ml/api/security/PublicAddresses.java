package com.ytempire.ml.api.security;

import java.math.BigInteger;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Which addresses belong to the public internet, by IANA's registries of special-purpose addresses.
 *
 * <p>IPv4 is public but for the listed ranges. IPv6 is the other way round: only global unicast is,
 * but for the listed ranges, so that mapped, translated (NAT64), unique local, link-local and
 * multicast addresses, with or without a zone, are not, and neither is what may be assigned later.
 * Ranges that carry an IPv4 address inside (6to4, Teredo) are refused as a whole.
 */
final class PublicAddresses {
  private static final List<Range> NOT_PUBLIC =
      List.of(
          Range.of("0.0.0.0", 8), // this host
          Range.of("10.0.0.0", 8), // private
          Range.of("100.64.0.0", 10), // carrier-grade NAT
          Range.of("127.0.0.0", 8), // loopback
          Range.of("169.254.0.0", 16), // link-local, where clouds keep their credentials
          Range.of("172.16.0.0", 12), // private
          Range.of("192.0.0.0", 24), // protocol assignments
          Range.of("192.0.2.0", 24), // documentation
          Range.of("192.88.99.0", 24), // 6to4 relays
          Range.of("192.168.0.0", 16), // private
          Range.of("198.18.0.0", 15), // benchmarks
          Range.of("198.51.100.0", 24), // documentation
          Range.of("203.0.113.0", 24), // documentation
          Range.of("224.0.0.0", 4), // multicast
          Range.of("240.0.0.0", 4), // reserved, broadcast
          Range.of("2001::", 23), // protocol assignments, Teredo, ORCHID, benchmarks
          Range.of("2001:db8::", 32), // documentation
          Range.of("2002::", 16), // 6to4
          Range.of("3fff::", 20)); // documentation

  private static final Range GLOBAL_UNICAST = Range.of("2000::", 3);

  private PublicAddresses() {}

  static boolean contains(InetAddress address) {
    if (address instanceof Inet4Address) {
      return NOT_PUBLIC.stream().noneMatch(range -> range.contains(address));
    }
    return address instanceof Inet6Address six
        && six.getScopeId() == 0
        && six.getScopedInterface() == null
        && GLOBAL_UNICAST.contains(six)
        && NOT_PUBLIC.stream().noneMatch(range -> range.contains(six));
  }

  /** The first bits of addresses of one family. */
  private record Range(BigInteger prefix, int bits, int width) {
    static Range of(String first, int bits) {
      try {
        byte[] bytes = InetAddress.getByName(first).getAddress(); // A literal: nothing is asked.
        int width = bytes.length * 8;
        return new Range(new BigInteger(1, bytes).shiftRight(width - bits), bits, width);
      } catch (UnknownHostException e) {
        throw new IllegalStateException(first, e);
      }
    }

    boolean contains(InetAddress address) {
      byte[] bytes = address.getAddress();
      return bytes.length * 8 == width
          && new BigInteger(1, bytes).shiftRight(width - bits).equals(prefix);
    }
  }
}
