#include "core/kernels/add_norm.h"

#include <ATen/Functions.h>
#include <ATen/TensorOperators.h>
#include <ATen/core/LegacyTypeDispatch.h>
#include <torch/csrc/autograd/custom_function.h>
#include <torch/library.h>

#include <sstream>

#include "core/base/error.h"
#include "core/kernels/add_norm_checks.h"

namespace entroscope {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;
using Five = std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor>;
using Six = std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor>;
using Seven = std::tuple<at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor, at::Tensor>;
using Optional = OptionalTensor;
using Forward = Six(const at::Tensor&, const Optional&, const Optional&, const Optional&, const Optional&,
                    const Optional&, const Optional&, const Optional&, bool, double, at::ScalarType, bool);
using Backward = Seven(const Optional&, const Optional&, const Optional&, const at::Tensor&,
                       const at::Tensor&, const Optional&, const Optional&, const Optional&, bool, bool,
                       at::ScalarType);

const auto& forwardOperator() {
  static const auto handle =
      c10::Dispatcher::singleton().findSchemaOrThrow("entroscope::add_norm", "").typed<Forward>();
  return handle;
}
const auto& backwardOperator() {
  static const auto handle =
      c10::Dispatcher::singleton().findSchemaOrThrow("entroscope::add_norm_backward", "").typed<Backward>();
  return handle;
}

Optional optional(const at::Tensor& x) { return x.defined() ? Optional(x) : std::nullopt; }

/// The same values with a gradient edge of their own.
at::Tensor sameValues(const at::Tensor& x) { return x.view(x.sizes()); }

struct FusedAddNorm : torch::autograd::Function<FusedAddNorm> {
  static variable_list forward(AutogradContext* context, const at::Tensor& stream, const Optional& addend,
                               const Optional& bias1, const Optional& bias2, const Optional& weight1,
                               const Optional& shift1, const Optional& weight2, const Optional& shift2,
                               bool two, bool rms, double epsilon, at::ScalarType low, bool census) {
    at::AutoDispatchBelowADInplaceOrView guard;
    context->set_materialize_grads(false);
    auto [sum, norm1, norm2, mean, inverse, counted] = forwardOperator().call(
        stream, addend, bias1, bias2, weight1, shift1, weight2, shift2, rms, epsilon, low, census);
    if (sum.is_same(stream)) sum = sameValues(sum);
    context->save_for_backward(
        {sum.detach(), mean, inverse, weight1.value_or(at::Tensor()), weight2.value_or(at::Tensor())});
    context->mark_non_differentiable(counted.defined() ? variable_list{mean, counted} : variable_list{mean});
    c10::List<bool> wanted;
    for (const Optional* x : {&addend, &bias1, &bias2, &weight1, &shift1, &weight2, &shift2})
      wanted.push_back(*x && (*x)->requires_grad());
    context->saved_data["wanted"] = wanted;
    context->saved_data["rms"] = rms;
    context->saved_data["addend"] = static_cast<std::int64_t>(addend ? addend->scalar_type() : at::kFloat);
    const auto unnormed = [&] { return low == at::kFloat ? sameValues(sum) : sum.to(low); };
    variable_list results{sum, norm1.defined() ? norm1 : unnormed(), mean};
    if (two) results.push_back(norm2.defined() ? norm2 : unnormed());
    if (counted.defined()) results.push_back(counted);
    return results;
  }
  static variable_list backward(AutogradContext* context, const variable_list& gradients) {
    at::AutoDispatchBelowADInplaceOrView guard;
    const auto saved = context->get_saved_variables();
    const auto wanted = context->saved_data["wanted"].toBoolList();
    const auto addendType = static_cast<at::ScalarType>(context->saved_data["addend"].toInt());
    auto [dSum, dWeight1, dShift1, dWeight2, dShift2, dBias, dLow] = backwardOperator().call(
        optional(gradients[0]), optional(gradients[1]),
        gradients.size() > 3 ? optional(gradients[3]) : std::nullopt, saved[0], saved[1], optional(saved[2]),
        optional(saved[3]), optional(saved[4]), context->saved_data["rms"].toBool(), wanted[1] || wanted[2],
        wanted[0] ? addendType : at::kFloat);
    const auto ifWanted = [&](std::size_t i, const at::Tensor& x) { return wanted[i] ? x : at::Tensor(); };
    // Tensors of their own for the two biases: a parameter's gradient may later be written in place.
    at::Tensor dBias2 = ifWanted(2, dBias);
    if (dBias2.defined() && wanted[1]) dBias2 = dBias2.clone();
    return {dSum,
            ifWanted(0, addendType == at::kFloat ? dSum : dLow),
            ifWanted(1, dBias),
            dBias2,
            ifWanted(3, dWeight1),
            ifWanted(4, dShift1),
            ifWanted(5, dWeight2),
            ifWanted(6, dShift2),
            {},
            {},
            {},
            {},
            {}};
  }
};

/// A device without kernels of its own, in fp32.
Five addNormPlain(const at::Tensor& stream, const Optional& addend, const Optional& bias1,
                  const Optional& bias2, const Optional& weight1, const Optional& shift1,
                  const Optional& weight2, const Optional& shift2, bool rms, double epsilon) {
  at::Tensor sum = stream;
  if (addend) sum = sum + *addend;
  for (const Optional* bias : {&bias1, &bias2}) {
    if (*bias) sum = sum + **bias;
  }
  const at::Tensor mean = sum.mean(1, false, at::kFloat);
  at::Tensor inverse, norms[2];
  if (weight1 || weight2) {
    const at::Tensor wide = sum.to(at::kFloat), centered = rms ? wide : wide - mean.unsqueeze(1);
    inverse = at::rsqrt(centered.square().mean(1) + epsilon);
    const at::Tensor hat = centered * inverse.unsqueeze(1);
    if (weight1) norms[0] = shift1 ? hat * *weight1 + *shift1 : hat * *weight1;
    if (weight2) norms[1] = shift2 ? hat * *weight2 + *shift2 : hat * *weight2;
  }
  return {sum, norms[0], norms[1], mean, inverse};
}

Six addNormBackwardPlain(const Optional& gradientSum, const Optional& gradient1, const Optional& gradient2,
                         const at::Tensor& sum, const at::Tensor& mean, const Optional& inverse,
                         const Optional& weight1, const Optional& weight2, bool rms, bool bias) {
  at::Tensor result = gradientSum ? *gradientSum : at::Tensor();
  const auto add = [&](const at::Tensor& x) { result = result.defined() ? result + x : x; };
  at::Tensor hat, through, parameters[4];
  if (inverse)
    hat = (rms ? sum.to(at::kFloat) : sum.to(at::kFloat) - mean.unsqueeze(1)) * inverse->unsqueeze(1);
  const Optional* upstream[] = {&gradient1, &gradient2};
  const Optional* weights[] = {&weight1, &weight2};
  for (int i = 0; i < 2; ++i) {
    if (!*upstream[i]) continue;
    const at::Tensor& g = **upstream[i];
    if (!*weights[i]) {
      add(g);
      continue;
    }
    parameters[2 * i] = (g * hat).sum(0);
    parameters[2 * i + 1] = g.sum(0);
    const at::Tensor scaled = g * **weights[i];
    through = through.defined() ? through + scaled : scaled;
  }
  if (through.defined()) {
    const at::Tensor along = through - hat * (through * hat).mean(1, true);
    const at::Tensor inner = rms ? along : along - through.mean(1, true);
    add(inner * inverse->unsqueeze(1));
  }
  return {result,        parameters[0], parameters[1],
          parameters[2], parameters[3], bias ? result.sum(0) : at::Tensor()};
}

Optional wide(const Optional& x) { return x ? Optional(x->to(at::kFloat)) : x; }

/// 16-bit values before and after an implementation in fp32.
template <auto& fp32>
Six addNormThrough(const at::Tensor& stream, const Optional& addend, const Optional& bias1,
                   const Optional& bias2, const Optional& weight1, const Optional& shift1,
                   const Optional& weight2, const Optional& shift2, bool rms, double epsilon,
                   at::ScalarType low, bool) {
  auto [sum, norm1, norm2, mean, inverse] =
      fp32(stream, wide(addend), bias1, bias2, weight1, shift1, weight2, shift2, rms, epsilon);
  for (at::Tensor* norm : {&norm1, &norm2}) {
    if (norm->defined()) *norm = norm->to(low);
  }
  return {sum, norm1, norm2, mean, inverse, at::Tensor()};
}

template <auto& fp32>
Seven addNormBackwardThrough(const Optional& gradientSum, const Optional& gradient1,
                             const Optional& gradient2, const at::Tensor& sum, const at::Tensor& mean,
                             const Optional& inverse, const Optional& weight1, const Optional& weight2,
                             bool rms, bool bias, at::ScalarType addend) {
  auto [dSum, dWeight1, dShift1, dWeight2, dShift2, dBias] =
      fp32(gradientSum, wide(gradient1), wide(gradient2), sum, mean, inverse, weight1, weight2, rms, bias);
  return {dSum,
          dWeight1,
          dShift1,
          dWeight2,
          dShift2,
          dBias,
          addend == at::kFloat ? at::Tensor() : dSum.to(addend)};
}

}  // namespace

TORCH_LIBRARY_FRAGMENT(entroscope, library) {
  library.def(
      "add_norm(Tensor stream, Tensor? addend, Tensor? bias1, Tensor? bias2, Tensor? weight1, "
      "Tensor? shift1, Tensor? weight2, Tensor? shift2, bool rms, float epsilon, ScalarType low, "
      "bool census) -> (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor)");
  library.def(
      "add_norm_backward(Tensor? gradient_sum, Tensor? gradient1, Tensor? gradient2, Tensor sum, "
      "Tensor mean, Tensor? inverse, Tensor? weight1, Tensor? weight2, bool rms, bool bias, "
      "ScalarType addend) -> (Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor)");
}
TORCH_LIBRARY_IMPL(entroscope, CompositeExplicitAutograd, library) {
  library.impl("add_norm", &addNormThrough<addNormPlain>);
  library.impl("add_norm_backward", &addNormBackwardThrough<addNormBackwardPlain>);
}
TORCH_LIBRARY_IMPL(entroscope, CPU, library) {
  library.impl("add_norm", &addNormThrough<addNormCpu>);
  library.impl("add_norm_backward", &addNormBackwardThrough<addNormBackwardCpu>);
}

void checkAddNormInputs(const AddNormInputs& inputs) {
  std::ostringstream text;
  const auto& stream = inputs.stream;
  if (stream.dim() != 2 || stream.scalar_type() != at::kFloat || stream.size(1) < 1) {
    text << "add-norm: expected an fp32 stream [N,d], found " << stream.scalar_type() << " "
         << stream.sizes();
    throw Error(ErrorCode::BadInput, text.str());
  }
  if (inputs.addend.defined() && inputs.addend.sizes() != stream.sizes()) {
    text << "add-norm: expected an addend of the stream's shape " << stream.sizes() << ", found "
         << inputs.addend.sizes();
    throw Error(ErrorCode::BadInput, text.str());
  }
  const bool lowIsKnown = inputs.low == at::kFloat || inputs.low == at::kBFloat16 || inputs.low == at::kHalf;
  const at::ScalarType addend = inputs.addend.defined() ? inputs.addend.scalar_type() : inputs.low;
  if (!lowIsKnown || addend != inputs.low) {
    text << "add-norm: expected results in fp32, bf16 or fp16 and an addend of their type, found "
         << inputs.low << " and " << addend;
    throw Error(ErrorCode::BadInput, text.str());
  }
  for (const at::Tensor* x : {&inputs.bias1, &inputs.bias2, &inputs.first.weight, &inputs.first.shift,
                              &inputs.second.weight, &inputs.second.shift}) {
    if (!x->defined() || (x->dim() == 1 && x->size(0) == stream.size(1))) continue;
    text << "add-norm: expected parameters of shape [" << stream.size(1) << "], found " << x->sizes();
    throw Error(ErrorCode::BadInput, text.str());
  }
}

AddNormResult addNorm(const AddNormInputs& in) {
  checkAddNormInputs(in);
  variable_list out =
      FusedAddNorm::apply(in.stream, optional(in.addend), optional(in.bias1), optional(in.bias2),
                          optional(in.first.weight), optional(in.first.shift), optional(in.second.weight),
                          optional(in.second.shift), in.two, in.rms, in.epsilon, in.low, in.census);
  const std::size_t results = in.two ? 4 : 3;
  return {out[0], out[1], in.two ? out[3] : at::Tensor(), out[2],
          out.size() > results ? out[results] : at::Tensor()};
}

}  // namespace entroscope
