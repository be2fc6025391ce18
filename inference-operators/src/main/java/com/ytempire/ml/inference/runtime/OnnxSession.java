package com.ytempire.ml.inference.runtime;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import com.ytempire.ml.inference.model.ModelFolder;
import com.ytempire.ml.inference.model.ModelLoadException;
import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.model.Variant;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A network that is loaded on a device. Runs on the caller's thread; safe to share, best with one
 * caller per core. Its memory lies outside the Java heap and is about the size of its file.
 */
public final class OnnxSession implements AutoCloseable {
  private final String name;
  private final Device device;
  private final Devices devices;
  private final Variant variant;
  private final OrtEnvironment environment;
  private final OrtSession session;
  private final ModelSignature tensors;
  private final Set<String> inputNames;

  /** Keeps the session from being freed under a run. */
  private final ReadWriteLock use = new ReentrantReadWriteLock();

  private boolean closed;

  private OnnxSession(
      Path network, Device device, Devices devices, Variant variant, OrtSession session)
      throws OrtException {
    this.name = network + " on " + device;
    this.device = device;
    this.devices = devices;
    this.variant = variant;
    this.environment = SessionLoader.environment();
    this.session = session;
    this.tensors =
        new ModelSignature(
            specs(session.getInputInfo().values()), specs(session.getOutputInfo().values()));
    this.inputNames = session.getInputNames();
  }

  /**
   * Loads a network of 32-bit floats.
   *
   * @throws ModelLoadException when there is no such file or ONNX Runtime cannot load it; names the
   *     file, what was tried and what to do
   */
  public static OnnxSession load(Path network, RuntimeSettings settings) {
    return load(Map.of(Variant.FLOAT32, network), settings, Devices.ofProcess());
  }

  /**
   * Loads the network of a version that suits the device: on the CPU the one preferred by the
   * settings, on an accelerator that of 32-bit floats, because the 8-bit operators of ONNX Runtime
   * are made for CPUs.
   *
   * @throws ModelLoadException as {@link #load(Path, RuntimeSettings)} does
   */
  public static OnnxSession load(ModelFolder folder, RuntimeSettings settings) {
    Map<Variant, Path> networks = new LinkedHashMap<>();
    folder
        .manifest()
        .networks()
        .forEach((variant, path) -> networks.put(variant, folder.file(path)));
    return load(networks, settings, Devices.ofProcess());
  }

  static OnnxSession load(Map<Variant, Path> networks, RuntimeSettings settings, Devices devices) {
    return new SessionLoader(settings, devices).load(networks, OnnxSession::new);
  }

  /** What the network itself says of its inputs and outputs, in its own order. */
  public ModelSignature tensors() {
    return tensors;
  }

  /** Where it runs: {@code CPU}, or {@code CUDA:} and the number of the device. */
  public String device() {
    return device.toString();
  }

  /** Which of a version's networks it is. */
  public Variant variant() {
    return variant;
  }

  /** Runs the network for all its outputs. */
  public Map<String, Tensor> run(Map<String, Tensor> inputs) {
    return run(inputs, session.getOutputNames());
  }

  /**
   * Runs the network.
   *
   * @param inputs every input by name
   * @param wanted names of the outputs to give
   * @return the outputs wanted, by name
   * @throws IllegalArgumentException when an input is missing, unknown or of the wrong type or
   *     shape
   * @throws OutOfDeviceMemoryException when the device has too little memory left; the session
   *     stays usable
   * @throws ModelRunException when the network fails otherwise
   * @throws IllegalStateException after {@link #close}
   */
  public Map<String, Tensor> run(Map<String, Tensor> inputs, Set<String> wanted) {
    if (!inputs.keySet().equals(inputNames)) {
      throw new IllegalArgumentException(
          "%s takes the inputs %s; given are %s".formatted(name, inputNames, inputs.keySet()));
    }
    NativeCalls.enter();
    use.readLock().lock();
    try {
      if (closed) {
        throw new IllegalStateException(name + ": closed");
      }
      return runOpen(inputs, wanted);
    } catch (OrtException e) {
      throw RunFailures.of(name, e);
    } finally {
      use.readLock().unlock();
      NativeCalls.leave();
    }
  }

  private Map<String, Tensor> runOpen(Map<String, Tensor> inputs, Set<String> wanted)
      throws OrtException {
    Map<String, OnnxTensor> given = new LinkedHashMap<>();
    try {
      for (Map.Entry<String, Tensor> input : inputs.entrySet()) {
        given.put(input.getKey(), OrtTensors.toOrt(environment, input.getValue()));
      }
      try (OrtSession.Result result = session.run(given, wanted)) {
        Map<String, Tensor> outputs = new LinkedHashMap<>();
        for (var output : result) {
          outputs.put(output.getKey(), OrtTensors.fromOrt(output.getKey(), output.getValue()));
        }
        return outputs;
      }
    } finally {
      given.values().forEach(OnnxTensor::close);
    }
  }

  /** Frees the network once the runs that are under way have returned; again has no effect. */
  @Override
  public void close() {
    if (!NativeCalls.tryEnter()) {
      return; // The process ends, and its memory with it.
    }
    try {
      closeOpen();
    } finally {
      NativeCalls.leave();
    }
  }

  private void closeOpen() {
    use.writeLock().lock();
    try {
      if (!closed) {
        closed = true;
        session.close();
        devices.release(device);
      }
    } catch (OrtException e) {
      throw new IllegalStateException(name + ": cannot be closed", e);
    } finally {
      use.writeLock().unlock();
    }
  }

  private static List<TensorSpec> specs(Collection<NodeInfo> nodes) {
    return nodes.stream().map(OrtTensors::spec).toList();
  }
}
