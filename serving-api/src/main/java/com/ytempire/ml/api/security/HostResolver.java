package com.ytempire.ml.api.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;

/** Asks for the addresses of a host. May block; safe to share between threads. */
@FunctionalInterface
public interface HostResolver {
  /** What the machine is configured to ask. */
  HostResolver SYSTEM = host -> List.of(InetAddress.getAllByName(host));

  /**
   * Every address of a host, at least one.
   *
   * @throws UnknownHostException when it has none
   */
  List<InetAddress> resolve(String host) throws UnknownHostException;
}
