-- wrk's script: sends the requests of a file in turn, one a line, and prints what was measured as a line of JSON.
--
-- A line is the body of a POST, or the path of a GET, after a tab the entity tag of the answer that the client has. Behind
-- the file stand the status that every answer must have, and the encoding that the client takes.

local requests, sent = {}, 0
local wanted = 200
local threads = {}
failed = 0 -- global: wrk reads it from the thread at the end

function setup(thread)
  table.insert(threads, thread)
end

function init(arguments)
  wanted = tonumber(arguments[2])
  for line in io.lines(arguments[1]) do
    local headers = { ["Accept"] = "application/json", ["Accept-Encoding"] = arguments[3] }
    if line:sub(1, 1) == "/" then
      local path, tag = line:match("^([^\t]*)\t?(.*)$")
      headers["If-None-Match"] = tag ~= "" and tag or nil
      table.insert(requests, wrk.format("GET", path, headers))
    else
      headers["Content-Type"] = "application/json"
      table.insert(requests, wrk.format("POST", nil, headers, line))
    end
  end
end

function request()
  sent = sent + 1
  return requests[(sent - 1) % #requests + 1]
end

-- An answer that holds errors has status 200 in GraphQL.
function response(status, headers, body)
  if status ~= wanted or body:find('"errors":', 1, true) then
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
