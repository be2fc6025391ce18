package com.ytempire.ml.inference.protocol;

import com.ytempire.ml.inference.model.ModelSignature;
import com.ytempire.ml.inference.model.Tensor;
import com.ytempire.ml.inference.model.TensorSpec;
import com.ytempire.ml.inference.protocol.InferRequest.RequestedOutput;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Compares requests with what a model takes and gives, in the protocol's words. */
final class SignatureCheck {
  private SignatureCheck() {}

  /**
   * The tensors to run.
   *
   * @throws ProtocolException when an input is missing, unknown, or of another type or shape
   */
  static Map<String, Tensor> inputs(InferRequest request, ModelSignature signature) {
    Map<String, Tensor> inputs =
        request.raw() == null ? request.inputs() : rawInput(request.raw(), signature);
    for (String name : inputs.keySet()) {
      if (signature.input(name).isEmpty()) {
        throw ProtocolException.invalid(
            "input '%s' is unknown; the model takes %s", name, names(signature.inputs()));
      }
    }
    for (TensorSpec spec : signature.inputs()) {
      Tensor tensor = inputs.get(spec.name());
      if (tensor == null) {
        throw ProtocolException.invalid("input '%s' is missing", spec.name());
      }
      if (!spec.accepts(tensor)) {
        throw ProtocolException.invalid(
            "input '%s' is %s of shape %s; the model takes %s of shape %s",
            spec.name(),
            Datatype.of(tensor.type()),
            Arrays.toString(tensor.shape()),
            Datatype.of(spec.type()),
            spec.shape());
      }
    }
    return inputs;
  }

  /**
   * The outputs to answer with, in order: those asked for, or all.
   *
   * @throws ProtocolException when one is unknown
   */
  static List<RequestedOutput> outputs(InferRequest request, ModelSignature signature) {
    if (request.outputs().isEmpty()) {
      return signature.outputs().stream()
          .map(spec -> new RequestedOutput(spec.name(), Optional.empty()))
          .toList();
    }
    for (RequestedOutput output : request.outputs()) {
      if (signature.output(output.name()).isEmpty()) {
        throw ProtocolException.invalid(
            "output '%s' is unknown; the model gives %s",
            output.name(), names(signature.outputs()));
      }
    }
    return request.outputs();
  }

  /** A batch of one, whose open size follows from the number of bytes. */
  private static Map<String, Tensor> rawInput(byte[] bytes, ModelSignature signature) {
    if (signature.inputs().size() != 1) {
      throw ProtocolException.invalid(
          "a request without JSON is for models of one input; this one takes %s",
          names(signature.inputs()));
    }
    TensorSpec spec = signature.inputs().get(0);
    Datatype datatype = Datatype.of(spec.type());
    if (datatype == Datatype.BYTES) {
      String text = BinaryTensor.text(spec.name(), ByteBuffer.wrap(bytes));
      return Map.of(spec.name(), Tensor.of(new String[] {text}, 1));
    }
    long[] shape = spec.shape().stream().mapToLong(Long::longValue).toArray();
    if (shape.length > 0 && shape[0] < 0) {
      shape[0] = 1;
    }
    int open = -1;
    long closed = datatype.width();
    for (int i = 0; i < shape.length; i++) {
      if (shape[i] >= 0) {
        closed *= shape[i];
      } else if (open < 0) {
        open = i;
      } else {
        throw ProtocolException.invalid(
            "input '%s': the shape %s does not follow from a number of bytes; send JSON",
            spec.name(), spec.shape());
      }
    }
    if (open >= 0 && closed > 0) {
      shape[open] = bytes.length / closed;
      closed *= shape[open];
    }
    if (closed != bytes.length) {
      throw ProtocolException.invalid(
          "input '%s': %d bytes are no %s of shape %s for a batch of one",
          spec.name(), bytes.length, datatype, spec.shape());
    }
    int count = bytes.length / datatype.width();
    return Map.of(
        spec.name(),
        BinaryTensor.read(bytes, 0, bytes.length, spec.name(), datatype, shape, count));
  }

  private static String names(List<TensorSpec> specs) {
    return specs.stream().map(spec -> "'" + spec.name() + "'").collect(Collectors.joining(", "));
  }
}
