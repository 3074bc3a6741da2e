-- wrk's script: sends the bodies of a file in turn, one a line, and prints what was measured as a line of JSON.

local requests, sent = {}, 0
local threads = {}
failed = 0 -- global: wrk reads it from the thread at the end

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  local headers = { ["Content-Type"] = "application/json", ["Accept"] = "application/json" }
  for body in io.lines(arguments[1]) do
    table.insert(requests, wrk.format("POST", nil, headers, body))
  end
end

function request()
  sent = sent + 1
  return requests[(sent - 1) % #requests + 1]
end

-- An answer that holds errors has status 200 in GraphQL.
function response(status, headers, body)
  if status ~= 200 or body:find('"errors":', 1, true) then
    failed = failed + 1
  end
end

function done(summary, latency)
  local errors = summary.errors
  local lost = errors.connect + errors.read + errors.write + errors.timeout
  for _, thread in ipairs(threads) do
    lost = lost + thread:get("failed")
  end
  io.write(string.format(
    '\n{"requests": %d, "seconds": %f, "p50": %f, "p95": %f, "failed": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3, latency:percentile(95) / 1e3, lost
  ))
end
