-- Searches of one to four words, hardly one twice: the words come from the file that is named after `--`.
local words, number = {}, 0

function setup(thread)
  number = number + 1
  thread:set("seed", number)
end

function init(arguments)
  math.randomseed(seed)
  for word in io.lines(arguments[1]) do words[#words + 1] = word end
end

function request()
  local typed = {}
  for at = 1, math.random(4) do typed[at] = words[math.random(#words)] end
  return wrk.format("GET", "/search?q=" .. table.concat(typed, "+"))
end
