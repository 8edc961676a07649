/** Methods of the runtime's classes, which a program may take as values: they have to know their object then. A test looks that none lacks. */
const ALL =
  'get_ready is_active static_order abort absolute accept acquire addCleanup addError addExpectedFailure addFailure addFilter ' +
  'addHandler addSkip addSubTest addSuccess addTest addTests addUnexpectedSuccess add_argument ' +
  'add_argument_group add_done_callback add_mutually_exclusive_group add_option add_option_group ' +
  'add_options add_parser add_section add_subparsers address_exclude adjusted all appendleft apply ' +
  'apply_async apply_defaults as_posix as_tuple as_uri assertAlmostEqual assertAlmostEquals ' +
  'assertCountEqual assertDictEqual assertEqual assertEquals assertFalse assertGreater ' +
  'assertGreaterEqual assertIn assertIs assertIsInstance assertIsNone assertIsNot assertIsNotNone ' +
  'assertItemsEqual assertLess assertLessEqual assertListEqual assertMultiLineEqual ' +
  'assertNotAlmostEqual assertNotAlmostEquals assertNotEqual assertNotEquals assertNotIn ' +
  'assertNotIsInstance assertNotRegex assertNotRegexpMatches assertRaises assertRaisesRegex ' +
  'assertRaisesRegexp assertRegex assertRegexpMatches assertSequenceEqual assertSetEqual assertTrue ' +
  'assertTupleEqual assert_ astimezone backup between bind bind_partial blobopen blocks call ' +
  'callHandlers callback cancel cancelled check_unused_args check_value check_values chmod choice ' +
  'choices cleanup close commit compare compare_networks computeRollover connect connect_ex ' +
  'convert_field convert_value copy_abs copy_negate copy_sign countTestCases counts createLock ' +
  'create_aggregate create_collation create_function create_window_function critical ctime cursor ' +
  'database date debug dedent default defaults delete deserialize digest disable_interspersed_args ' +
  'doRollover done dst dump elements emit empty enable_interspersed_args enable_load_extension end ' +
  'enqueue ensure_value enter enter_context enterabs error exception execute executemany ' +
  'executescript exists exit exp expand expand_default expand_prog_name expanduser expovariate ' +
  'extendleft fail fatal feed fetchall fetchmany fetchone fileno find_longest_match findall ' +
  'finditer finish flush formatException formatMessage formatStack formatTime format_description ' +
  'format_epilog format_field format_heading format_help format_option format_option_help ' +
  'format_option_strings format_options format_usage formatday formatmonth formatmonthname ' +
  'formatweek formatweekday formatweekheader formatyear free_count fromutc full fullmatch gauss ' +
  'getChild getDescription getEffectiveLevel getFilesToDelete getMessage getName getTestCaseNames ' +
  'get_all get_content_charset get_content_type get_default get_default_values get_description ' +
  'get_field get_grouped_opcodes get_identifiers get_matching_blocks get_name get_nowait ' +
  'get_opcodes get_opt_string get_option get_option_group get_prog_name get_starttag_text get_usage ' +
  'get_value get_version getboolean getcode getfirstweekday getfloat getheader getheaders getint ' +
  'getlimit getpeername getpos getrandbits getresponse getsockname getsockopt gettimeout geturl ' +
  'getvalue glob group groupdict groups handle handleError handle_charref handle_comment ' +
  'handle_data handle_decl handle_endtag handle_entityref handle_pi handle_startendtag ' +
  'handle_starttag has hasHandlers has_key has_option has_section hexdigest hosts id imap ' +
  'imap_unordered indent info init_socket inode interrupt is isEnabledFor isSet is_absolute ' +
  'is_alive is_dir is_file is_finite is_infinite is_nan is_relative_to is_set is_signed is_symlink ' +
  'is_valid is_zero isclosed isocalendar isoformat isoweekday iter_unpack iterdir iterdump ' +
  'iterencode itermonthdates itermonthdays itermonthdays2 iterweekdays joinpath kill killone ' +
  'limit_denominator line link link_exception link_value linkcount listen ln load ' +
  'loadTestsFromTestCase load_extension locked log log10 lstat makeRecord makefile map_async match ' +
  'max min mkdir monthdatescalendar monthdays2calendar monthdayscalendar most_common move_to_end ' +
  'new_child next normalize normalvariate notify notifyAll notify_all opcodes open options ' +
  'optionxform overlaps pack pack_into parse parse_args parse_known_args peek peek_nowait pformat ' +
  'pop_all popleft pprint prepare printErrors print_help print_usage print_version prmonth process ' +
  'pryear put put_nowait qsize quantize quick_ratio randint random randrange ratio raw_decode ' +
  'rawlink read read1 read_bytes read_dict read_file read_string read_text readable readinto ' +
  'readline readlines readlink ready real_quick_ratio recv recv_into recvfrom relative_to release ' +
  'removeFilter removeHandler remove_option remove_section rename reopenIfNeeded request reset ' +
  'resolve result return rglob rmdir rollback rotate rotation_filename rounded run running ' +
  'safe_substitute samefile sample search sections seed seek seekable send sendall sendto serialize ' +
  'serve_forever set setDaemon setFormatter setLevel setName setStream setTarget setUp ' +
  'set_authorizer set_conflict_handler set_default set_defaults set_description set_exception ' +
  'set_name set_parser set_process_default_values set_progress_handler set_result ' +
  'set_running_or_notify_cancel set_seq1 set_seq2 set_seqs set_title set_trace_callback set_usage ' +
  'setblocking setfirstweekday setinputsizes setlimit setoutputsize setsockopt settimeout setup ' +
  'shortDescription shouldFlush shouldRollover shuffle shutdown skipTest span spawn sqrt start ' +
  'startTest startTestRun start_later stat stop stopTest stopTestRun store_option_strings strftime ' +
  'sub subTest submit subn subnet_of subnets substitute subtract successful supernet supernet_of ' +
  'switch symlink_to take_action takes_value task_done tearDown tell throw time timestamp timetuple ' +
  'timetz to_integral to_integral_value toordinal total total_seconds touch triangular truncate ' +
  'tzname uniform unknown_decl unlink unlink_all unpack unpack_from usage usesTime utcoffset ' +
  'vformat wait wait_available wait_for warn warning wasSuccessful weekday with_name with_stem ' +
  'with_suffix with_traceback wrap writable write write_bytes write_text writeheader writelines ' +
  'writerow writerows';

/** What is read of an object of one of these classes is a method, if it is one of these. */
export const RUNTIME_METHODS: ReadonlySet<string> = new Set(ALL.split(' '));

/** Of an object that is not known they may as well be attributes of the program's, where that has any of the name. */
const COMMON = new Set(
  'all apply at between call choices counts date database debug default defaults done empty end entries error every exists exit fail fatal full handle has hosts id indent info is locked log max min name next now open options parse process push put ratio result return rotation running sections set shift size some span stat time total usage user weekday'.split(
    ' ',
  ),
);
export const LIKELY_METHODS: ReadonlySet<string> = new Set(
  [...RUNTIME_METHODS].filter((name) => !COMMON.has(name)),
);
