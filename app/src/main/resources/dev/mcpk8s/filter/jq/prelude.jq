# What of jq is said best in jq. Everything else is in Natives and Specials.
def map(f): [.[] | f];
def error(message): message | error;
def select(f): if f then . else empty end;
def recurse: recurse(.[]?);
def recurse_down: recurse;
def values: select(. != null);
def nulls: select(. == null);
def booleans: select(type == "boolean");
def numbers: select(type == "number");
def strings: select(type == "string");
def arrays: select(type == "array");
def objects: select(type == "object");
def iterables: select(type == "array" or type == "object");
def scalars: select(type != "array" and type != "object");
def finites: select(isinfinite or isnan | not);
def normals: select(isnormal);
def map_values(f): .[] |= f;
def to_entries: [keys_unsorted[] as $key | {key: $key, value: .[$key]}];
def from_entries:
  [.[] | {
    (.key // .Key // .name // .Name):
      (if has("value") then .value else .Value end)
  }] | add // {};
def with_entries(f): to_entries | map(f) | from_entries;
def add(f): reduce f as $item (null; . + $item);
def del(f): delpaths([path(f)]);
def paths: path(..) | select(length > 0);
def paths(f): . as $root | paths | . as $path | select($root | getpath($path) | f) | $path;
def leaf_paths: paths(scalars);
def pick(f): . as $root | reduce path(f) as $path (null; setpath($path; $root | getpath($path)));
def isempty(f): first((f | false), true);
def any(f; condition): isempty(f | condition | select(.)) | not;
def any(f): any(.[]; f);
def any: any(.[]; .);
def all(f; condition): isempty(f | condition | select(. | not));
def all(f): all(.[]; f);
def all: all(.[]; .);
def in(whole): . as $key | whole | has($key);
def inside(whole): . as $part | whole | contains($part);
def IN(source): any(source == .; .);
def IN(source; other): any(source == other; .);
def INDEX(source; key): reduce source as $row ({}; .[$row | key | tostring] |= $row);
def INDEX(key): INDEX(.[]; key);
def first: .[0];
def last: .[-1];
def last(f): reduce f as $item (null; $item);
def nth($n): .[$n];
def nth($n; f): if $n < 0 then error("Out of bounds negative array index") else last(limit($n + 1; f)) end;
def range($to): range(0; $to; 1);
def range($from; $to): range($from; $to; 1);
def sort_by(f): _sort_by(map([f]));
def group_by(f): _group_by(map([f]));
def unique_by(f): [group_by(f)[] | .[0]];
def min_by(f): _min_by(map([f]));
def max_by(f): _max_by(map([f]));
def combinations:
  if length == 0 then [] else .[0][] as $first | (.[1:] | combinations) as $rest | [$first] + $rest end;
def combinations($n): . as $set | [range($n) | $set] | combinations;
def walk(f):
  if type == "object" then ([to_entries[] | {(.key): (.value | walk(f))}] | add // {}) | f
  elif type == "array" then map(walk(f)) | f
  else f end;
def match($re): _match($re; null; false) | .[];
def match($re; $flags): _match($re; $flags; false) | .[];
def test($re): _match($re; null; true);
def test($re; $flags): _match($re; $flags; true);
def _captured: [.captures[] | select(.name != null) | {key: .name, value: .string}] | from_entries;
def capture($re): match($re) | _captured;
def capture($re; $flags): match($re; $flags) | _captured;
def scan($re; $flags):
  match($re; "g" + $flags) | if (.captures | length) > 0 then [.captures[].string] else .string end;
def scan($re): scan($re; null);
def split($re; $flags):
  . as $text
  | [foreach (match($re; $flags + "g"), null) as $match ([0, null];
      if $match == null then [0, $text[.[0]:]]
      else [$match.offset + $match.length, $text[.[0]:$match.offset]] end;
      .[1])];
def splits($re; $flags): split($re; $flags) | .[];
def splits($re): splits($re; null);
def sub($re; replacement; $flags):
  . as $text
  | (reduce match($re; $flags) as $match ([0, ""];
      ($match | _captured | replacement) as $new
      | [$match.offset + $match.length, .[1] + $text[.[0]:$match.offset] + $new])) as [$end, $done]
  | $done + $text[$end:];
def sub($re; replacement): sub($re; replacement; "");
def gsub($re; replacement; $flags): sub($re; replacement; $flags + "g");
def gsub($re; replacement): sub($re; replacement; "g");
def todateiso8601: strftime("%Y-%m-%dT%H:%M:%SZ");
def fromdateiso8601: strptime("%Y-%m-%dT%H:%M:%SZ") | mktime;
def todate: todateiso8601;
def fromdate: fromdateiso8601;
def date: todate;
def dateadd(unit; $n): . + $n;
def datesub(unit; $n): . - $n;
def index($part): indices($part) | .[0];
def rindex($part): indices($part) | .[-1:][0];
def ascii: [.] | implode;
def finites: select(isinfinite or isnan | not);
def toarray: if type == "array" then . else [.] end;
