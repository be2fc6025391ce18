package com.ytempire.ml.inference.runtime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.Variant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads a network on the device that is chosen for it, on the CPU where that device refuses it.
 * Confined to one thread.
 */
final class SessionLoader {
  private static final Logger LOG = LoggerFactory.getLogger(SessionLoader.class);

  private final RuntimeSettings settings;
  private final Devices devices;

  SessionLoader(RuntimeSettings settings, Devices devices) {
    this.settings = settings;
    this.devices = devices;
  }

  /** Makes a session's owner. */
  @FunctionalInterface
  interface Wrapper<S> {
    S wrap(Path network, Device device, Devices devices, Variant variant, OrtSession session)
        throws OrtException;
  }

  /** ONNX Runtime itself; one per process, never closed. */
  static OrtEnvironment environment() {
    return ProcessEnvironment.get();
  }

  /**
   * Loads one of the networks of a version.
   *
   * @param networks file of each variant, that of 32-bit floats among them
   * @throws ModelLoadException when it cannot be loaded, not on the CPU either
   */
  <S> S load(Map<Variant, Path> networks, Wrapper<S> wrapper) {
    Device device = devices.acquire(settings);
    if (!device.isCpu()) {
      try {
        return loadOn(device, networks, wrapper);
      } catch (ModelLoadException e) {
        LOG.atWarn()
            .addKeyValue("device", device)
            .addKeyValue("reason", e.getMessage())
            .log("a model cannot be loaded on its device; trying the CPU");
        device = devices.acquire(settings.on(List.of()));
      }
    }
    return loadOn(device, networks, wrapper);
  }

  private <S> S loadOn(Device device, Map<Variant, Path> networks, Wrapper<S> wrapper) {
    Variant variant =
        device.isCpu() && networks.containsKey(settings.preferred())
            ? settings.preferred()
            : Variant.FLOAT32;
    Path network = networks.get(variant);
    if (network == null || !Files.isRegularFile(network)) {
      devices.release(device);
      throw new ModelLoadException(
          "network %s: there is no such file; fetch the version again".formatted(network));
    }
    OrtSession session = null;
    try {
      session = open(network, device);
      return wrapper.wrap(network, device, devices, variant, session);
    } catch (OrtException | IOException | RuntimeException e) {
      devices.release(device);
      close(session);
      throw new ModelLoadException(
          ("network %s (%d bytes): ONNX Runtime %s cannot load it on %s: %s; fetch the version"
                  + " again, or export it anew if it never loaded")
              .formatted(
                  network,
                  network.toFile().length(),
                  environment().getVersion(),
                  device,
                  e.getMessage()),
          e);
    }
  }

  private OrtSession open(Path network, Device device) throws OrtException, IOException {
    NativeCalls.enter();
    try {
      return openInProcess(network, device);
    } finally {
      NativeCalls.leave();
    }
  }

  private OrtSession openInProcess(Path network, Device device) throws OrtException, IOException {
    var factory = new SessionFactory(environment(), settings, device, devices);
    String folder = settings.optimizedFolder();
    return folder == null
        ? factory.optimizing(network, null)
        : new OptimizedNetworks(Path.of(folder), environment().getVersion(), Clock.systemUTC())
            .open(network, device, factory);
  }

  private static void close(@Nullable OrtSession session) {
    try {
      if (session != null) {
        session.close();
      }
    } catch (OrtException e) {
      LOG.warn("cannot close a session that could not be used", e);
    }
  }
}
